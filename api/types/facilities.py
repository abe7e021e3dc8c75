"""阵地台账: what each community has, against the district's standard."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.enums import enum_of
from api.filters import of, on_or_before, search, within
from api.rows.fields import Batched, One, column, computed
from api.rows.pages import Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.types.events import history
from linkage.facilities.models import Facility, FacilityRules, Room
from linkage.facilities.standards import lacking

FacilityRoom = enum_of("FacilityRoom", Room.choices, "六室四站两校一厅一中心。")
_SIZES = ("service_area", "outdoor_area", "books", "rooms")


def _lacking(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[list[str]]:
    rules = FacilityRules.current()
    return [lacking(Facility(**{name: row[name] for name in _SIZES}), rules) for row in rows]


def _met(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[bool]:
    return [not missing for missing in _lacking(rows, arguments, info)]


class FacilityType(Record):
    class Meta:
        model = Facility
        description = "阵地台账：一个社区的功能室、面积和藏书；是否达标由本区标准（facilityRules）判定。"
        ordering = Ordering(
            "FacilityOrder",
            {
                "NEWEST": ("最近登记的在前。", ("-pk",)),
                "OLDEST": ("最早登记的在前。", ("pk",)),
                "CHECKED": ("最久没有核对的在前。", ("checked_on", "pk")),
                "PLACE": ("按树的先后。", ("organization__path",)),
            },
        )
        filters = {
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该社区"),
            "checked_until": on_or_before("checked_on", "核对日期"),
            "search": search("organization__name", "address"),
        }

    organization = One("Organization", "organization", "社区。", follows=True)
    address = column(Facility, "address")
    service_area = column(Facility, "service_area")
    outdoor_area = column(Facility, "outdoor_area")
    books = column(Facility, "books")
    rooms = computed(
        graphene.NonNull(graphene.List(graphene.NonNull(FacilityRoom))),
        "已有功能室。",
        ["rooms"],
        lambda row: row["rooms"],
    )
    note = column(Facility, "note")
    checked_on = column(Facility, "checked_on")
    version = column(Facility, "version")
    met = Batched(graphene.NonNull(graphene.Boolean), "是否达到本区标准。", _SIZES, _met)
    lacking = Batched(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))), "还缺什么，逐条说明。", _SIZES, _lacking
    )
    history = history(Facility)
