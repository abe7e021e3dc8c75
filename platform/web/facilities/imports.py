"""The ledger from a spreadsheet: one row for each community, one column for each room."""

from collections.abc import Sequence
from typing import Any

from core.errors import InvalidInput
from core.permissions import Perm
from linkage.facilities.actions.facilities import facility_record
from linkage.facilities.models import Facility, Room
from web.facilities.forms import seats
from web.importplaces import Places, names_of, place_field
from web.imports import ImportPage, day
from web.importtemplate import Field
from web.sheets import Row

YES, NO = ("有", "是", "√", "1"), ("无", "否", "×", "0", "")


class FacilityImport(ImportPage):
    permission = Perm.FACILITY_EDIT
    title, list_name, list_title, measure = "导入阵地台账", "facilities", "阵地台账", "个"
    lead = "一个社区一行；功能室逐列写“有”或“无”。已登记的社区选择“更新”即按表格更新。"
    fields = (
        place_field("社区"),
        Field("service_area", "服务用房面积（㎡）", example="320.5", help="不填为 0。"),
        Field("outdoor_area", "室外活动场地面积（㎡）", example="210", help="不填为 0。"),
        Field("books", "藏书（册）", example="1200", help="整数，不填为 0。"),
        *(Field(room.value, room.label, example="有", help="有或无，不填为无。") for room in Room),
        Field("address", "地址"),
        Field("checked_on", "核对日期", help="例如 2026-10-12，不填为今天。"),
        Field("note", "说明"),
    )

    def prepare(self) -> None:
        self.places = Places(seats(self.actor))
        self.found = {row.organization_id: row for row in Facility.objects.visible_to(self.actor)}

    def offers(self) -> dict[str, Sequence[str]]:
        return {"organization": names_of(seats(self.actor)), **{room.value: ("有", "无") for room in Room}}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        books = texts["books"] or "0"
        if not (books.isascii() and books.isdecimal() and len(books) < 9):
            raise InvalidInput(f"藏书“{books}”应为整数，例如 1200。", field="books")
        return {
            "organization": self.places.get(texts["organization"], "organization", "社区"),
            "service_area": texts["service_area"] or "0",
            "outdoor_area": texts["outdoor_area"] or "0",
            "books": int(books),
            "rooms": [room.value for room in Room if self.has(texts[room.value], room)],
            "address": texts["address"],
            "checked_on": day(texts["checked_on"], "checked_on", "核对日期") if texts["checked_on"] else None,
            "note": texts["note"],
        }

    def has(self, text: str, room: Room) -> bool:
        if text not in (*YES, *NO):
            raise InvalidInput(f"“{text}”应写“有”或“无”。", field=room.value)
        return text in YES

    def existing(self, values: dict[str, Any]) -> Any:
        return self.found.get(values["organization"].pk)

    def create(self, values: dict[str, Any]) -> None:
        made = facility_record(actor=self.actor, **values)
        self.found[made.organization_id] = made

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        names = ("service_area", "outdoor_area", "books", "address", "note")
        merged = {name: values[name] if name in filled else getattr(record, name) for name in names}
        kept = {room.value for room in Room if room.value not in filled and room.value in record.rooms}
        rooms = [room.value for room in Room if room.value in kept or room.value in values["rooms"]]
        facility_record(
            actor=self.actor,
            organization=values["organization"],
            rooms=rooms,
            checked_on=values["checked_on"],
            **merged,
        )
