"""Third-party clients. The secret stands in the answer that makes it, and nowhere else."""

import graphene

from api.actions import clients
from api.models import Client
from api.mutations.base import Told, Values, find, find_owner, given, mutation, verb
from core.permissions import Actor

_SECRET = {
    "secret": graphene.Field(graphene.String, description="密钥。只在这一次答复中给出，请立即妥善保存；有错误时为空。")
}


def _register(actor: Actor, values: Values) -> Told:
    at = find_owner(actor, values.pop("at"), "at")
    client, secret = clients.client_register(actor=actor, at=at, **values)
    return Told(client, secret=secret)


def _rotate(actor: Actor, values: Values) -> Told:
    client = find(actor, Client, values["id"], "Client")
    return Told(client, secret=clients.client_rotate(actor=actor, client=client))


MUTATIONS = {
    "clientRegister": mutation(
        "clientRegister",
        "登记第三方应用，得到应用编号和密钥。",
        "Client",
        {
            "name": given(graphene.String, "应用名称，最多 60 字，使用中的应用不重名。"),
            "purpose": given(graphene.String, "用途，最多 200 字。"),
            "at": given(graphene.ID, "应用所在的组织（含下级）或驻区单位的编号。"),
            "scopes": given(graphene.List(graphene.NonNull(graphene.String)), "权限代码，例如 view、claim.confirm。"),
        },
        _register,
        more=_SECRET,
        kept=False,
    ),
    "clientRotate": mutation(
        "clientRotate",
        "更换应用的密钥；旧密钥和已发出的令牌立即失效。",
        "Client",
        {"id": given(graphene.ID, "第三方应用的全局编号。")},
        _rotate,
        more=_SECRET,
        kept=False,
    ),
    "clientDisable": verb(
        "clientDisable", clients.client_disable, "client", "Client", "停用应用，令牌立即失效；停用后不能恢复。"
    ),
}
