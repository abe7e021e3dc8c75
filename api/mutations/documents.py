"""Registered documents, for those who manage clients and for clients themselves."""

import graphene

from api.mutations.base import Told, Values, drop_null, mutation, verb
from api.mutations.clients import client_or_caller
from api.mutations.inputs import given, id_of
from api.trusted import actions
from api.trusted.models import RegisteredDocument
from core.permissions import Actor

_CLIENT = id_of("Client", "应用的全局编号；应用自己调用时省略。", required=False)
_COUNTS = {
    "registered": graphene.Field(graphene.Int, description="新登记的文档数；有错误时为空。"),
    "restored": graphene.Field(graphene.Int, description="曾停用、现已恢复的文档数；有错误时为空。"),
    "unchanged": graphene.Field(graphene.Int, description="早已登记、没有变化的文档数；有错误时为空。"),
}


def _register(actor: Actor, values: Values) -> RegisteredDocument:
    values = drop_null(values)
    client = client_or_caller(actor, values.pop("client", None))
    return actions.document_register(actor=actor, client=client, **values)


def _import(actor: Actor, values: Values) -> Told:
    client = client_or_caller(actor, values.get("client"))
    done = actions.document_import(actor=actor, client=client, manifest=values["manifest"])
    return Told(registered=done.registered, restored=done.restored, unchanged=done.unchanged)


MUTATIONS = {
    "documentRegister": mutation(
        "documentRegister",
        "登记一个 GraphQL 文档，以后的请求可以只发送它的 SHA-256；已登记的不变，停用的恢复。",
        "RegisteredDocument",
        {
            "client": _CLIENT,
            "text": given(graphene.String, "文档的文本，须与接口描述相符、不超过限度，最长 60,000 字符。"),
            "name": given(graphene.String, "名称，最多 120 字；不写即第一个操作的名称。", required=False),
        },
        _register,
    ),
    "documentImport": mutation(
        "documentImport",
        "导入一份文档清单：全部登记，或者有一个不行就一个也不登记。清单之外的文档不变。",
        "",
        {
            "client": _CLIENT,
            "manifest": given(
                graphene.String,
                "清单文件的内容：Apollo 的 persisted-query-manifest，或 Relay、GraphQL Code Generator 写出的"
                "“SHA-256: 文本”对象；一份最多 500 个文档。",
            ),
        },
        _import,
        more=_COUNTS,
    ),
    "documentRetire": verb(
        "documentRetire",
        actions.document_retire,
        "document",
        "RegisteredDocument",
        "停用文档，请求不能再用它的 SHA-256；停用前请看 lastUsedAt。",
    ),
    "documentRestore": verb(
        "documentRestore", actions.document_restore, "document", "RegisteredDocument", "恢复停用的文档。"
    ),
}
