"""How a mutation is declared and answered."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import graphene
from django.db import models
from graphql import GraphQLResolveInfo

from api import types  # noqa: F401 - registers the records that mutations answer with
from api.enums import plain
from api.idempotency import HEADER
from api.mutations.evidence import attach_all, sent_ahead
from api.mutations.inputs import VERSION, given, id_of
from api.names import camel
from api.rows.ids import key_of, read_id
from api.rows.plans import Plan, extend, fetch, selected
from api.rows.records import record_named
from api.rows.shapes import Shape
from api.scalars import Date
from core.errors import DomainError, InvalidInput
from core.permissions import Actor
from tenants.org.models import Department, Organization, Owner, ResidentUnit

Values = dict[str, Any]
Run = Callable[[Actor, Values], Any]


class UserError(graphene.ObjectType):
    class Meta:
        description = "变更未能执行的一个原因。有错误时，什么都没有改变。"

    code = graphene.String(
        required=True,
        description="错误代码：INVALID_INPUT、NOT_ALLOWED、NOT_FOUND、WRONG_STATE、STALE_VERSION 等。",
    )
    field = graphene.String(description="出错的输入字段；与字段无关时为空。")
    message = graphene.String(required=True, description="原因和处理办法。")


class Told:
    """What a mutation answers besides the changed record: values of the payload's further fields, by their names."""

    def __init__(self, record: models.Model | None = None, **more: Any) -> None:
        self.record = record
        self.more = more


def mutation(
    name: str,
    description: str,
    result: str,
    inputs: Mapping[str, graphene.InputField],
    run: Run,
    more: Mapping[str, graphene.Field] | None = None,
    *,
    kept: bool = True,
    unkept_because: str = "答复含有密钥，不能保存",
) -> graphene.Field:
    """A mutation ``name(input)`` whose payload holds the changed record and what stood in the way.

    ``more`` are further fields of the payload, null where there are errors; ``run`` then answers with ``Told``.
    Without ``result`` there are only these. An answer that is not to be ``kept``, as it tells a secret, cannot be asked
    for again under a key; ``unkept_because`` says why.
    """
    title = name[0].upper() + name[1:]
    further = dict(more or {})
    input_type = type(
        f"{title}Input",
        (graphene.InputObjectType,),
        {**inputs, "Meta": type("Meta", (), {"description": f"{name} 的输入。"})},
    )
    payload: Any = type(
        f"{title}Payload",
        (Shape,),
        {
            "Meta": type("Meta", (), {"description": f"{name} 的结果。"}),
            **({"record": _changed(result)} if result else {}),
            **further,
            "errors": graphene.List(
                graphene.NonNull(UserError),
                required=True,
                description="未能执行的原因；为空表示已执行。",
            ),
        },
    )

    def resolve(root: Any, info: GraphQLResolveInfo, input: Values) -> Values:
        try:
            if info.context.key and not kept:
                raise InvalidInput(f"这个变更的{unkept_because}，请去掉请求头 {HEADER}。", field=HEADER)
            values = {name: plain(value) for name, value in input.items()}
            with sent_ahead(info.context.actor, values):
                answer = run(info.context.actor, values)
        except DomainError as error:
            told = UserError(code=error.code, field=camel(error.field) or None, message=error.message)
            return {"record": None, **dict.fromkeys(further), "errors": [told]}
        if info.context.watch is not None:
            info.context.watch.written()
        if not isinstance(answer, Told):
            answer = Told(answer)
        changed = _read_again(result, answer.record, payload._meta.name, info) if answer.record is not None else None
        info.context.done = True
        return {"record": changed, **answer.more, "errors": []}

    argument = graphene.Argument(graphene.NonNull(input_type), description="输入。")
    return graphene.Field(
        graphene.NonNull(payload), description=description, args={"input": argument}, resolver=resolve
    )


def _key(result: str) -> str:
    return result[0].lower() + result[1:]


def _changed(result: str) -> graphene.Field:
    return graphene.Field(
        record_named(result),
        name=_key(result),
        description="变更后的记录；有错误或变更后您已无权查看时为空。",
        resolver=lambda found, info: found["record"],
    )


def _read_again(result: str, changed: models.Model, payload: str, info: GraphQLResolveInfo) -> Any:
    record = record_named(result)
    plan = Plan(record)
    for chosen in selected(info, payload, info.field_nodes).values():
        if chosen[0].name.value == _key(result):
            extend(plan, chosen, info)
    rows = fetch(plan, record.visible(info).filter(pk=changed.pk).order_by(), info)
    return rows[0] if rows else None


def verb(name: str, action: Callable[..., Any], subject: str, result: str, description: str) -> graphene.Field:
    """A mutation that moves one record: its input is the record's id and whatever else the action takes.

    ``subject`` is the action's parameter for the record. Further parameters are texts, a day, and the version.
    """
    parameters = inspect.signature(action).parameters
    model = record_named(result)._meta.model
    inputs = {"id": id_of(result, f"{model._meta.verbose_name}的全局编号。")}
    further = [p for p in parameters.values() if p.name not in ("actor", subject, "version")]
    for each in further:
        required = each.default is inspect.Parameter.empty
        known = (
            AGAIN if each.name in AGAIN else {each.name: given(graphene.String, _TEXTS[each.name], required=required)}
        )
        inputs |= known
    if "version" in parameters:
        inputs["version"] = VERSION

    return mutation(name, description, result, inputs, on_record(action, subject, result))


def on_record(
    action: Callable[..., Any],
    subject: str,
    result: str,
    found: Mapping[str, type[models.Model]] | None = None,
    kept: Iterable[str] = (),
) -> Run:
    """What a mutation does that calls the action with the record of its ``id``, which is the action's ``subject``.

    Whatever else the input gives goes along: files as actions take them, and for the ids that ``found`` names the
    records of those models. What is not given and stands among ``kept`` is handed on as the record has it.
    """
    model = record_named(result)._meta.model

    def run(actor: Actor, values: Values) -> Any:
        values = drop_null(values)
        row = find(actor, model, values.pop("id"), result)
        for name, other in (found or {}).items():
            if name in values:
                values[name] = find(actor, other, values[name], other.__name__, name)
        attach_all(values)
        unchanged = {name: getattr(row, name) for name in kept if name not in values}
        return action(actor=actor, **{subject: row}, **unchanged, **values)

    return run


# For whoever sends something back.
AGAIN = {"due_on": given(Date, "重新报送的期限，晚于现在的期限；不写则仍按原期限。", required=False)}
_TEXTS = {"reason": "原因或说明，最多 500 字。", "note": "说明，最多 500 字。"}


def drop_null(values: Values) -> Values:
    """An explicit null means the same as nothing given."""
    return {name: value for name, value in values.items() if value is not None}


def find(actor: Actor, model: type[models.Model], value: str, name: str, field: str = "id") -> Any:
    """The record of a global id that the actor may see."""
    return model.objects.get_visible(actor, key_of(value, name, field=field), field=field)  # type: ignore[attr-defined]


def find_among(actor: Actor, models_: Iterable[type[models.Model]], value: str, field: str) -> Any:
    """The record of a global id, of one of several types that are called as their models are."""
    by_name: dict[str, Any] = {model.__name__: model for model in models_}
    key = key_of(value, *by_name, field=field)
    return by_name[read_id(value)[0]].objects.get_visible(actor, key, field=field)


def find_handler(actor: Actor, value: str, field: str) -> Organization | Department:
    """An organization or a department."""
    handler: Organization | Department = find_among(actor, (Organization, Department), value, field)
    return handler


def find_represented(actor: Actor, value: str, field: str) -> Owner | Department:
    """An organization, a unit or a department."""
    owner: Owner | Department = find_among(actor, (Organization, ResidentUnit, Department), value, field)
    return owner


def find_owner(actor: Actor, value: str, field: str) -> Owner:
    """An organization or a unit."""
    owner: Owner = find_among(actor, (Organization, ResidentUnit), value, field)
    return owner
