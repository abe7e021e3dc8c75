"""What one community has, against what it should have."""

from collections.abc import Iterable
from typing import Any

from core.permissions import Perm
from linkage.facilities.models import Facility, FacilityRules, Room
from linkage.facilities.standards import lacking
from web.columns import Column, Day, Number
from web.facilities.lists import groups_text
from web.lights import GREEN, RED, Chip
from web.links import link
from web.records import RecordPage


class FacilityRecord(RecordPage):
    model, name, list_name, list_title, subject = Facility, "facility", "facilities", "阵地台账", "facility"
    kind = "阵地台账"
    select_related = ("organization",)
    facts = (
        Column("organization", "社区"),
        Column("address", "地址"),
        Number("service_area", "服务用房", unit="㎡"),
        Number("outdoor_area", "室外活动场地", unit="㎡"),
        Number("books", "藏书", unit="册"),
        Column("rooms", "功能室", value=groups_text),
        Day("checked_on", "核对日期"),
    )
    text_facts = (Column("note", "说明"),)
    body_template = "web/facilities/record_body.html"

    def chips(self, record: Facility) -> Iterable[Chip | None]:
        self.missing = lacking(record, FacilityRules.current())
        yield Chip("未达标", RED, "alert-triangle") if self.missing else Chip("达标", GREEN, "circle-check")

    def links(self, record: Facility) -> Iterable[tuple[str, str, str]]:
        if record.organization.retired_on is None and self.actor.can(Perm.FACILITY_EDIT, record.place):
            yield "核对和修改", "pencil", link(self.request, "facility-of", record.organization_id)

    def further(self, record: Facility) -> dict[str, Any]:
        return {"missing": self.missing, "rooms": [(room.label, room.value in record.rooms) for room in Room]}
