"""Object grants: rights of a named account that no post of it gives."""

from typing import Any

import graphene
from django.db.models import Q
from graphql import FieldNode, GraphQLResolveInfo

from api.compiled import NotCompiled
from api.compiled.statement import Source
from api.compiled.text import Parts
from api.filters import of
from api.rows.fields import Batched, One, computed
from api.rows.ids import read_id
from api.rows.pages import Filter, Ordering
from api.rows.plans import Row
from api.rows.records import Record, record_named
from api.scalars import DateTime
from api.types.choices import GrantKind
from api.types.events import Subject
from core.errors import InvalidInput
from core.models import Event
from linkage.models import Agreement
from tenants.org.models import ObjectGrant, Organization, ResidentUnit

# How each kind of object is called for people who may give rights to it and need not be able to read it.
_CALLED: dict[str, tuple[Any, str]] = {
    model._meta.label_lower: (model, column)
    for model, column in ((Organization, "name"), (ResidentUnit, "name"), (Agreement, "number"))
}
_AT = ("content_type__app_label", "content_type__model", "object_pk")


def _at(row: Row) -> tuple[str, int]:
    return f"{row['content_type__app_label']}.{row['content_type__model']}", int(row["object_pk"])


class Object(Subject):
    """What the right is given on."""

    columns = _AT

    def __init__(self) -> None:
        super().__init__("权限所及的组织、单位或协议；无权查看时为空。")

    def about(self, row: Row) -> tuple[str, int]:
        return _at(row)

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        raise NotCompiled("Grant.at")


def _names(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[str]:
    wanted: dict[str, set[int]] = {}
    for label, key in map(_at, rows):
        wanted.setdefault(label, set()).add(key)
    found: dict[tuple[str, int], str] = {}
    for label, keys in wanted.items():
        model, called = _CALLED[label]
        for key, name in model.objects.filter(pk__in=keys).order_by().values_list("pk", called):
            found[label, key] = name
    return [found.get(_at(row), "") for row in rows]


def _since(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[Any]:
    """The moment of the latest giving; the log is asked once for all rows."""
    keys = {_at(row) for row in rows}
    given = Event.objects.filter(
        verb="grant.give", subject_type__in={label for label, _ in keys}, subject_id__in={key for _, key in keys}
    )
    found = {
        (label, key, data.get("user"), data.get("grant")): at
        for label, key, data, at in given.order_by("id").values_list("subject_type", "subject_id", "data", "at")
    }
    return [found.get((*_at(row), row["user_id"], row["permission__codename"])) for row in rows]


def _on(value: str) -> Q:
    name, key = read_id(value, field="at")
    if name not in ("Organization", "ResidentUnit", "Agreement"):
        raise InvalidInput("请给出组织、单位或协议的编号。", field="at")
    meta = record_named(name)._meta.model._meta
    return Q(content_type__app_label=meta.app_label, content_type__model=meta.model_name, object_pk=str(key))


class GrantType(Record):
    class Meta:
        model = ObjectGrant
        description = "专项权限：在职务之外授予某个账号的权限。管理员可见全部，其他人只见本人的。"
        ordering = Ordering(
            "GrantOrder", {"NEWEST": ("最近授予的在前。", ("-pk",)), "OLDEST": ("最早的在前。", ("pk",))}
        )
        filters = {
            "user": of("User", "user_id", "user", "该账号"),
            "kind": Filter(
                graphene.List(graphene.NonNull(GrantKind)),
                "只要权限为其中之一的记录。",
                lambda v: Q(permission__codename__in=v),
            ),
            "at": Filter(graphene.ID, "只看这个组织、单位或协议上的。", _on),
        }

    person = computed(graphene.NonNull(graphene.String), "姓名。", ["user__name"], lambda row: row["user__name"], str)
    user = One("User", "user", "获得权限的账号；不在您查看范围内时为空。")
    kind = computed(
        graphene.NonNull(GrantKind), "权限。", ["permission__codename"], lambda row: row["permission__codename"], str
    )
    at = Object()
    at_name = Batched(graphene.NonNull(graphene.String), "组织、单位的名称，或协议的编号。", _AT, _names)
    since = Batched(DateTime, "授予的时间。", (*_AT, "user_id", "permission__codename"), _since)
