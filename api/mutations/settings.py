"""The settings of the district."""

import graphene

from api.mutations.base import Told, Values, drop_null, mutation
from api.mutations.inputs import VERSION, given
from api.types.settings import NAMES, DistrictSettingsType, described, type_of
from core.permissions import Actor
from tenants.org.actions.settings import settings_edit
from tenants.org.models import DistrictSettings


def _edit(actor: Actor, values: Values) -> Told:
    current = DistrictSettings.current()
    kept = {name: getattr(current, name) for name in (*NAMES, "version")}
    return Told(settings=settings_edit(actor=actor, **{**kept, **drop_null(values)}))


MUTATIONS = {
    "settingsEdit": mutation(
        "settingsEdit",
        "修改区级设置；没有给出的不变。三项得分权重之和应为 1。即时生效，已签发的通报不受影响。",
        "",
        {**{name: given(type_of(name), described(name), required=False) for name in NAMES}, "version": VERSION},
        _edit,
        more={"settings": graphene.Field(DistrictSettingsType, description="修改后的设置；有错误时为空。")},
    )
}
