"""阵地台账: what each community has, against the district's standard."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.addresses import DOWNLOAD, FACILITY_PHOTO
from api.compiled.text import Sql
from api.enums import enum_of
from api.filters import among, of, on_or_before, search, within
from api.rows.fields import Batched, One, Signed, column, computed
from api.rows.pages import Many, Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.types.events import history
from linkage.facilities.models import Facility, FacilityPhoto, FacilityRules, Room
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
    photos = Many("FacilityPhoto", "照片。", by="facility_id", follows=True)
    history = history(Facility)


class FacilityPhotoType(Record):
    class Meta:
        model = FacilityPhoto
        description = "阵地照片：一个社区的一个功能室，或阵地整体。"
        ordering = Ordering(
            "FacilityPhotoOrder", {"NEWEST": ("最近上传的在前。", ("-pk",)), "OLDEST": ("按上传先后。", ("pk",))}
        )
        filters = {
            "facility": of("Facility", "facility_id", "facility", "该阵地台账"),
            "within": within("facility__organization__path"),
            "room": among(FacilityRoom, "room", "功能室"),
        }

    facility = One("Facility", "facility", "阵地台账。", follows=True)
    room = computed(
        FacilityRoom,
        "拍的是哪个功能室；整体的为空。",
        ["room"],
        lambda row: row["room"] or None,
        lambda room: Sql(f"NULLIF({room}, '')"),
    )
    name = column(FacilityPhoto, "name")
    content_type = column(FacilityPhoto, "content_type")
    size = column(FacilityPhoto, "size", description="大小（字节）。")
    sha256 = column(FacilityPhoto, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(FacilityPhoto, "uploaded_at")
    url = Signed(FACILITY_PHOTO, DOWNLOAD.format("照片"))
