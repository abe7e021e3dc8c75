"""阵地台账: enter what a community has."""

import graphene

from api.mutations.base import Values, drop_null, find, mutation
from api.mutations.evidence import attached, attached_input
from api.mutations.inputs import VERSION, given, id_of
from api.scalars import Date, Decimal_
from api.types.facilities import FacilityRoom
from core.permissions import Actor
from linkage.facilities.actions import facilities, photos
from linkage.facilities.models import Facility, FacilityPhoto
from tenants.org.models import Organization


def _record(actor: Actor, values: Values) -> Facility:
    values = drop_null(values)
    values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")
    return facilities.facility_record(actor=actor, **values)


def _photograph(actor: Actor, values: Values) -> Facility:
    values = drop_null(values)
    attached(values, "photos")
    return photos.facility_photograph(
        actor=actor, facility=find(actor, Facility, values.pop("id"), "Facility"), **values
    )


def _remove(actor: Actor, values: Values) -> Facility:
    photo = find(actor, FacilityPhoto, values["id"], "FacilityPhoto")
    return photos.facilityphoto_remove(actor=actor, photo=photo, reason=values["reason"])


MUTATIONS = {
    "facilityRecord": mutation(
        "facilityRecord",
        "登记或更新一个社区的阵地台账。",
        "Facility",
        {
            "organization": id_of("Organization", "社区的编号。"),
            "service_area": given(Decimal_, "服务用房面积，平方米，最多一位小数。"),
            "outdoor_area": given(Decimal_, "室外活动场地面积，平方米，最多一位小数。"),
            "books": given(graphene.Int, "藏书册数。"),
            "rooms": given(graphene.List(graphene.NonNull(FacilityRoom)), "已有功能室。"),
            "address": given(graphene.String, "地址，最多 200 字。", required=False),
            "checked_on": given(Date, "核对日期，不晚于今天，默认今天。", required=False),
            "note": given(graphene.String, "说明，最多 500 字。", required=False),
            "version": VERSION,
        },
        _record,
    ),
    "facilityPhotograph": mutation(
        "facilityPhotograph",
        "上传阵地照片；同一张只保存一次，一个社区最多 20 张。",
        "Facility",
        {
            "id": id_of("Facility", "阵地台账的全局编号。"),
            "photos": attached_input("照片：JPG、PNG 或 WebP。", required=True),
            "room": given(FacilityRoom, "拍的是哪个功能室；不写为整体。", required=False),
        },
        _photograph,
    ),
    "facilityphotoRemove": mutation(
        "facilityphotoRemove",
        "删除一张阵地照片。",
        "Facility",
        {
            "id": id_of("FacilityPhoto", "照片的全局编号。"),
            "reason": given(graphene.String, "删除原因，最多 500 字。"),
        },
        _remove,
    ),
}
