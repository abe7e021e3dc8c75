"""The ledger of facilities: every community, entered or not yet."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet
from django_filters import FilterSet

from core.permissions import Perm
from core.visibility import under
from linkage.facilities.models import Facility, FacilityRules, Room
from linkage.facilities.standards import MEASURES, communities, groups_of, lacking, met
from linkage.facilities.waiting import to_check
from tenants.org.models import Organization
from web.columns import Column, Day, Number
from web.filters import ChoicesFilter, OnlyFilter
from web.imports import ImportableList
from web.links import link
from web.lists import New

_LACKS = [*((name, f"{label}不足") for name, label, _ in MEASURES), *((room.value, f"缺{room.label}") for room in Room)]


class FacilityFilters(FilterSet):
    met = OnlyFilter(label="达标", rows="all_met")
    short = OnlyFilter(label="未达标", rows="not_met")
    unrecorded = OnlyFilter(label="未登记", rows="without_entry")
    lacks = ChoicesFilter(label="缺什么", choices=_LACKS, method="lacking_any")
    waits = ChoicesFilter(label="待我办理", choices=[("check", "待核对")], method="for_me")

    def all_met(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(met(FacilityRules.current(), "facility__"))

    def not_met(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(facility__isnull=False).exclude(met(FacilityRules.current(), "facility__"))

    def without_entry(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(facility=None)

    def lacking_any(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        rules, rule = FacilityRules.current(), Q(pk__in=[])
        for each in value:
            rule |= lacks(each, rules)
        return rows.filter(rule) if value else rows

    def for_me(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return rows.filter(facility__in=to_check(self.request.actor).values("pk")) if value else rows


def lacks(name: str, rules: FacilityRules) -> Q:
    """Communities whose entry lacks this one thing."""
    if name in Room.values:
        return Q(facility__isnull=False) & ~Q(facility__rooms__contains=[name])
    return Q(**{f"facility__{name}__lt": getattr(rules, name)})


def of_entry(read: Callable[[Facility], Any]) -> Callable[[Organization], Any]:
    """Something of the community's entry; nothing where there is none."""

    def value(place: Organization) -> Any:
        entry = getattr(place, "facility", None)
        return read(entry) if entry is not None else None

    return value


def groups_text(facility: Facility) -> str:
    """六室 5/6、四站 4/4 …"""
    return "、".join(f"{name} {have}/{size}" for name, have, size in groups_of(facility))


class FacilityList(ImportableList):
    model, name, record, subject, title = Organization, "facilities", "facility", "organization", "阵地台账"
    lead = "每个社区一条：六室四站两校一厅一中心、服务用房、室外场地和藏书，是否达标由本区标准自动判定。"
    measure = "个"
    place_lookup = "path"
    select_related = ("facility__organization",)
    search_fields, search_hint = ("name", "pinyin", "facility__address"), "社区、拼音、地址"
    filters = FacilityFilters
    order = ("path",)
    import_name = "facility-import"
    new = New("登记阵地", "facility-new", Perm.FACILITY_EDIT)
    template = "web/facilities/list.html"
    empty_title, empty_text = "没有符合条件的社区", "请调整筛选条件。"

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        rules = self.rules
        rooms = tuple(
            Column(
                room.value,
                room.label,
                optional=True,
                value=of_entry(lambda entry, code=room.value: "有" if code in entry.rooms else "无"),  # type: ignore[misc]
            )
            for room in Room
        )
        return (
            Column("name", "社区", link=True, sort="pinyin"),
            Column("verdict", "是否达标", value=lambda place: verdict(place, rules)),
            *(
                Number(name, f"{label}（{measure}）", value=of_entry(attrgetter(name)), sort=f"facility__{name}")
                for name, label, measure in MEASURES
            ),
            Column("rooms", "功能室", value=of_entry(groups_text)),
            Column("lacking", "还缺", value=of_entry(lambda entry: "、".join(lacking(entry, rules)))),
            Day("checked_on", "核对日期", value=of_entry(lambda entry: entry.checked_on), sort="facility__checked_on"),
            Column("address", "地址", optional=True, value=of_entry(lambda entry: entry.address)),
            *rooms,
        )

    @property
    def rules(self) -> FacilityRules:
        kept: FacilityRules | None = getattr(self, "_rules", None)
        if kept is None:
            kept = self._rules = FacilityRules.current()
        return kept

    def rows(self) -> QuerySet[Any]:
        rows = super().rows().filter(pk__in=communities().values("pk"))
        return rows if self.actor.is_system else rows.filter(under(self.actor.paths(), "path"))

    def record_url(self, row: Organization) -> str:
        entry = getattr(row, "facility", None)
        return link(self.request, "facility", entry.pk) if entry else link(self.request, "facility-of", row.pk)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "standards_url": link(self.request, "facility-standards")}


def verdict(place: Organization, rules: FacilityRules) -> str:
    entry = getattr(place, "facility", None)
    if entry is None:
        return "未登记"
    return "未达标" if lacking(entry, rules) else "达标"
