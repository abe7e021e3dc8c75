"""阵地台账: enter what a community has."""

import graphene

from api.mutations.base import VERSION, Values, drop_null, find, given, mutation
from api.scalars import Date, Decimal_
from api.types.facilities import FacilityRoom
from core.permissions import Actor
from linkage.facilities.actions import facilities
from linkage.facilities.models import Facility
from tenants.org.models import Organization


def _record(actor: Actor, values: Values) -> Facility:
    values = drop_null(values)
    values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")
    return facilities.facility_record(actor=actor, **values)


MUTATIONS = {
    "facilityRecord": mutation(
        "facilityRecord",
        "登记或更新一个社区的阵地台账。",
        "Facility",
        {
            "organization": given(graphene.ID, "社区的编号。"),
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
}
