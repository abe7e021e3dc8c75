"""Personal tokens. The text stands in the answer that makes one, and nowhere else."""

import graphene

from api.mutations.base import Told, Values, drop_null, mutation, verb
from api.mutations.inputs import given
from api.personal import actions
from core.permissions import Actor


def _create(actor: Actor, values: Values) -> Told:
    token, text = actions.personal_token_create(actor=actor, **drop_null(values))
    return Told(token, secret=text)


MUTATIONS = {
    "personalTokenCreate": mutation(
        "personalTokenCreate",
        "生成个人令牌：与本人权限相同，用于试用接口。只能由登录的人员本人生成，应用和个人令牌不能。",
        "PersonalToken",
        {
            "name": given(graphene.String, "名称，最多 30 字，使用中的不重名。"),
            "days": given(
                graphene.Int,
                f"有效天数，1—{actions.MOST_DAYS}，不写为 {actions.DAYS}。",
                required=False,
            ),
            "can_write": given(graphene.Boolean, "true 可以办理，false 或不写只能查看。", required=False),
        },
        _create,
        more={
            "secret": graphene.Field(
                graphene.String, description="令牌。只在这一次答复中给出，请立即妥善保存；有错误时为空。"
            )
        },
        kept=False,
    ),
    "personalTokenRevoke": verb(
        "personalTokenRevoke",
        actions.personal_token_revoke,
        "token",
        "PersonalToken",
        "作废个人令牌，立即失效；本人作废自己的，安全管理员可以作废任何人的。",
    ),
}
