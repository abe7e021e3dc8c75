"""Notices of the person who is signed in."""

import graphene

from api.mutations.base import Told, Values, mutation
from api.mutations.inputs import ids_of
from api.rows.ids import key_of
from core.errors import InvalidInput, NotFound
from core.permissions import Actor
from tenants.notices.actions import notices_read
from tenants.notices.models import Notice

MOST_NOTICES = 500


def _read(actor: Actor, values: Values) -> Told:
    ids = values.get("ids")
    if ids is None:
        return Told(read=notices_read(actor=actor))
    if len(ids) > MOST_NOTICES:
        raise InvalidInput(f"一次最多 {MOST_NOTICES} 条；全部标为已读请不写 ids。", field="ids")
    keys = {key_of(each, "Notice", field="ids") for each in ids}
    notices = list(Notice.objects.visible_to(actor).filter(pk__in=keys))
    if len(notices) < len(keys):
        raise NotFound(field="ids")
    return Told(read=notices_read(actor=actor, notices=notices))


MUTATIONS = {
    "noticesRead": mutation(
        "noticesRead",
        "把您的通知标为已读。",
        "",
        {
            "ids": ids_of(
                "Notice",
                f"通知的编号，最多 {MOST_NOTICES} 条；不写为全部。",
                required=False,
            )
        },
        _read,
        more={"read": graphene.Field(graphene.Int, description="由未读变为已读的条数；有错误时为空。")},
    )
}
