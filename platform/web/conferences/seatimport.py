"""Members of bodies from a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from core.errors import InvalidInput
from core.permissions import Perm
from core.visibility import under
from linkage.conferences.actions.bodies import seat_add, seat_edit
from linkage.conferences.models import Body, Seat
from tenants.org.models import Department, Organization, ResidentUnit
from web.imports import ImportPage, choice, day, words
from web.importtemplate import Field
from web.sheets import Row

YES, NO = "有", "无"


class SeatImport(ImportPage):
    permission = Perm.CONFERENCE_EDIT
    title, list_name, list_title, measure = "导入机构成员", "seats", "机构成员", "人"
    lead = "同一机构里单位和姓名都相同的，视为已有成员。"
    fields = (
        Field("body", "机构", required=True, example="江宁路街道党建联席会议", help="机构的全称，从下拉框选择。"),
        Field(
            "owner",
            "组织、单位或部门",
            required=True,
            example="江宁中学",
            help="全称。同名的单位请写成“所在社区/单位”。",
        ),
        Field("role", "身份", example="成员", help="召集人、副召集人、成员或列席，不填为成员。"),
        Field("name", "姓名", example="孙校长"),
        Field("title", "单位职务", example="校长"),
        Field("votes", "表决权", example=YES, help="有或无，不填为有；列席的总是没有。"),
        Field("term_ends_on", "任期届满", example="2028-12-31", help="日期，不填为不限。"),
    )

    def prepare(self) -> None:
        rows = Body.objects.visible_to(self.actor).filter(
            under(self.actor.paths(Perm.CONFERENCE_EDIT)), status=Body.Status.ACTIVE
        )
        self.bodies = {body.name: body for body in rows.select_related("organization")}
        self.found: dict[str, list[Any]] = {}
        units = ResidentUnit.objects.visible_to(self.actor).filter(status=ResidentUnit.Status.ACTIVE)
        for unit in units.select_related("organization"):
            self._know(unit, unit.name, f"{unit.organization}/{unit.name}")
        for place in Organization.objects.in_use():
            self._know(place, place.name, place.code)
        for department in Department.objects.in_use().select_related("organization"):
            self._know(department, department.name)
        seats = Seat.objects.filter(body__in=rows, ended_on=None).select_related("organization", "unit", "department")
        self.seats = {(seat.body_id, type(seat.owner), seat.owner.pk, seat.name): seat for seat in seats}

    def _know(self, owner: Any, *names: str) -> None:
        for name in names:
            self.found.setdefault(name, []).append(owner)

    def offers(self) -> dict[str, Sequence[str]]:
        self.prepare()
        return {"body": sorted(self.bodies), "role": words(Seat.Role), "votes": (YES, NO)}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        body = self.bodies.get(texts["body"])
        if body is None:
            raise InvalidInput(f"没有名为“{texts['body']}”的机构，或不由您组织，请先成立机构。", field="body")
        owners = self.found.get(texts["owner"], [])
        if len(owners) != 1:
            why = (
                "不存在或您无权查看" if not owners else f"有 {len(owners)} 个同名的，请写成“所在社区/单位”或 12 位代码"
            )
            raise InvalidInput(f"“{texts['owner']}”{why}。", field="owner")
        if texts["votes"] not in ("", YES, NO):
            raise InvalidInput(f"表决权“{texts['votes']}”请填“有”或“无”。", field="votes")
        term = texts["term_ends_on"]
        return {
            "body": body,
            "owner": owners[0],
            "role": choice(texts["role"] or "成员", Seat.Role, "role", "身份"),
            "name": texts["name"],
            "title": texts["title"],
            "votes": texts["votes"] != NO,
            "term_ends_on": day(term, "term_ends_on", "任期届满") if term else None,
        }

    def existing(self, values: dict[str, Any]) -> Any:
        owner = values["owner"]
        return self.seats.get((values["body"].pk, type(owner), owner.pk, values["name"]))

    def create(self, values: dict[str, Any]) -> None:
        seat = seat_add(actor=self.actor, **values)
        self.seats[seat.body_id, type(values["owner"]), values["owner"].pk, seat.name] = seat

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        names = ("role", "name", "title", "votes", "term_ends_on")
        merged = {name: values[name] if name in filled else getattr(record, name) for name in names}
        seat_edit(actor=self.actor, seat=record, user=record.user, **merged)
