"""Third-party clients. The secret stands in the answer that makes it, and nowhere else."""

import graphene

from api.actions import clients
from api.models import Client
from api.mutations.base import Told, Values, find, find_owner, mutation, verb
from api.mutations.inputs import OWNER, VERSION, given, id_of
from api.scalars import Date
from core.errors import InvalidInput
from core.permissions import Actor

_SECRET = {
    "secret": graphene.Field(graphene.String, description="密钥。只在这一次答复中给出，请立即妥善保存；有错误时为空。")
}


def client_or_caller(actor: Actor, value: str | None) -> Client:
    """The client named, or the one that calls."""
    if value is not None:
        named: Client = find(actor, Client, value, "Client", "client")
        return named
    caller: Client | None = Client.objects.filter(service_user=actor.id).first()
    if caller is None:
        raise InvalidInput("请给出应用的编号；只有应用自己调用时可以省略。", field="client")
    return caller


def _register(actor: Actor, values: Values) -> Told:
    at = find_owner(actor, values.pop("at"), "at")
    client, secret = clients.client_register(actor=actor, at=at, **values)
    return Told(client, secret=secret)


def _rotate(actor: Actor, values: Values) -> Told:
    client = find(actor, Client, values["id"], "Client")
    hours = values.get("hours")
    hours = clients.GRACE_HOURS if hours is None else hours
    return Told(
        client, secret=clients.client_rotate(actor=actor, client=client, hours=hours, version=values.get("version"))
    )


def _rescope(actor: Actor, values: Values) -> Client:
    client = find(actor, Client, values["id"], "Client")
    return clients.client_rescope(actor=actor, client=client, scopes=values["scopes"], version=values.get("version"))


def _limit(actor: Actor, values: Values) -> Client:
    client = find(actor, Client, values.pop("id"), "Client")
    return clients.client_limit(
        actor=actor,
        client=client,
        expires_on=values.get("expires_on"),
        networks=values["networks"],
        origins=values.get("origins"),
        version=values.get("version"),
    )


def _restrict(actor: Actor, values: Values) -> Client:
    client = find(actor, Client, values["id"], "Client")
    return clients.client_restrict(
        actor=actor, client=client, only_registered=values["only_registered"], version=values.get("version")
    )


MUTATIONS = {
    "clientRegister": mutation(
        "clientRegister",
        "登记第三方应用，得到应用编号和密钥。",
        "Client",
        {
            "name": given(graphene.String, "应用名称，最多 60 字，使用中的应用不重名。"),
            "purpose": given(graphene.String, "用途，最多 200 字。"),
            "at": id_of(OWNER, "应用所在的组织（含下级）或驻区单位的编号。"),
            "scopes": given(graphene.List(graphene.NonNull(graphene.String)), "权限代码，例如 view、claim.confirm。"),
        },
        _register,
        more=_SECRET,
        kept=False,
    ),
    "clientRotate": mutation(
        "clientRotate",
        "更换应用的密钥；旧密钥在 hours 小时后失效。",
        "Client",
        {
            "id": id_of("Client", "第三方应用的全局编号。"),
            "hours": given(
                graphene.Int,
                "旧密钥继续有效的小时数，0—168，不写为 24；0 表示旧密钥和已发出的令牌立即失效。",
                required=False,
            ),
            "version": VERSION,
        },
        _rotate,
        more=_SECRET,
        kept=False,
    ),
    "clientDropSecret": verb(
        "clientDropSecret", clients.client_drop_secret, "client", "Client", "让旧密钥和已发出的令牌立即失效。"
    ),
    "clientRescope": mutation(
        "clientRescope",
        "变更应用的权限；减少的对已发出的令牌也有效，增加的须换取新令牌。",
        "Client",
        {
            "id": id_of("Client", "第三方应用的全局编号。"),
            "scopes": given(graphene.List(graphene.NonNull(graphene.String)), "变更后的全部权限代码。"),
            "version": VERSION,
        },
        _rescope,
    ),
    "clientLimit": mutation(
        "clientLimit",
        "限定应用的有效期、允许的网络和网页来源；有效期和网络一并设定，对已发出的令牌也有效。",
        "Client",
        {
            "id": id_of("Client", "第三方应用的全局编号。"),
            "expires_on": given(Date, "最后一个可用的日子；不写表示长期有效。", required=False),
            "networks": given(
                graphene.List(graphene.NonNull(graphene.String)),
                "允许的地址和网段，例如 10.1.2.3、10.1.2.0/24，最多 20 个；空列表表示不限。",
            ),
            "origins": given(
                graphene.List(graphene.NonNull(graphene.String)),
                "哪些来源的网页可以在浏览器里调用，例如 https://screen.example.gov.cn，最多 20 个；"
                "不写则不变，空列表表示都不可以。",
                required=False,
            ),
            "version": VERSION,
        },
        _limit,
    ),
    "clientRestrict": mutation(
        "clientRestrict",
        "设定应用是否只能发送已登记的文档；对已发出的令牌也有效。",
        "Client",
        {
            "id": id_of("Client", "第三方应用的全局编号。"),
            "only_registered": given(graphene.Boolean, "true 只接受已登记的文档，false 不限。"),
            "version": VERSION,
        },
        _restrict,
    ),
    "clientDisable": verb(
        "clientDisable", clients.client_disable, "client", "Client", "停用应用，令牌立即失效；停用后不能恢复。"
    ),
}
