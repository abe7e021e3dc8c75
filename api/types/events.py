"""What happened: the events of any record."""

from collections.abc import Sequence
from typing import Any

import graphene
from django.db.models import Q
from graphql import FieldNode, GraphQLResolveInfo

from api.compiled.records import write_record
from api.compiled.statement import Level, Outer, Source, subquery
from api.compiled.text import Parts, Sql, quote, quote_json
from api.enums import label_of_verb
from api.filters import within
from api.rows.fields import Fetched, One, column, computed
from api.rows.ids import key_of, read_id
from api.rows.pages import Filter, Many, Ordering
from api.rows.plans import Plan, Row, extend, fetch
from api.rows.records import TYPE, Node, Record, all_records, record_for, record_named
from api.scalars import DateTime
from core.errors import InvalidInput
from core.history import describe
from core.models import Event
from core.verbs import all_labels

_TOLD = ("at", "verb", "actor_label", "data")


def _line(row: Row) -> Any:
    return describe(Event(**{name: row[name] for name in _TOLD}))


def _what_sql(at: str, verb: str, actor_label: str, data: str) -> str:
    """``describe`` in SQL: the verb, how much of what, which score, and from which day to which."""
    amount = f"COALESCE({data} ->> 'fulfilled', {data} ->> 'quantity')"
    plain = f"CASE WHEN {amount} LIKE '%.%' THEN rtrim(rtrim({amount}, '0'), '.') ELSE {amount} END"
    return (
        f"({quote_json(all_labels())} ->> {verb})"
        f" || CASE WHEN {data} ? 'quantity' THEN concat(' ', {plain}, {data} ->> 'measure') ELSE '' END"
        f" || CASE WHEN {data} ? 'score' THEN concat(' ', {data} ->> 'score', ' 分') ELSE '' END"
        f" || CASE WHEN {data} ->> 'due_was' <> {data} ->> 'due_on'"
        f" THEN concat('（', {data} ->> 'due_was', ' → ', {data} ->> 'due_on', '）') ELSE '' END"
    )


def _note_sql(at: str, verb: str, actor_label: str, data: str) -> str:
    reason, note = (f"COALESCE({data} ->> '{name}', '')" for name in ("reason", "note"))
    both = f"concat_ws('。', NULLIF(rtrim({note}, '。'), ''), {reason})"
    return f"CASE WHEN position({reason} IN {note}) > 0 THEN {note} ELSE {both} END"


class Subject(Fetched):
    """The record an event is about, whatever its type; null when hidden or of a type without a page here."""

    columns: Sequence[str] = ("subject_type", "subject_id")

    def __init__(self, description: str = "事件所涉及的记录；无权查看时为空。") -> None:
        super().__init__(Node, description=description)

    def about(self, row: Row) -> tuple[str, int]:
        """The label of the model, in lower case, and the key."""
        return row["subject_type"], row["subject_id"]

    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None:
        plan.add(self.columns)
        plan.later[id(nodes[0])] = (self, nodes)

    def load(self, rows: list[Row], key: int, wanted: list[FieldNode], info: GraphQLResolveInfo) -> None:
        found: dict[tuple[str, int], Row] = {}
        ids_of: dict[str, set[int]] = {}
        for label, key_of_subject in map(self.about, rows):
            ids_of.setdefault(label, set()).add(key_of_subject)
        for label, ids in ids_of.items():
            record = record_for(label)
            if record is None:
                continue
            plan = extend(Plan(record), wanted, info)
            for row in fetch(plan, record.visible(info).filter(pk__in=ids).order_by(), info):
                row[TYPE] = record._meta.name
                found[label, row["pk"]] = row
        for row in rows:
            row[key] = found.get(self.about(row))

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        kind, key = source.column(self.columns[0]), Outer(source.column(self.columns[1]))
        cases = []
        for record in all_records():
            level = Level(source.statement, record)
            parts = write_record(level, nodes)
            found = source.statement.visible(record).filter(pk=key).order_by()
            label = quote(record._meta.model._meta.label_lower)
            cases.append(f"WHEN {label} THEN {subquery(parts, level.rows(found))}")
        return [Sql(f"COALESCE(CASE {kind} {' '.join(cases)} END, 'null')")]


class Origin(Subject):
    """The record out of which one came; null without one, and where it is hidden."""

    columns = ("origin_type", "origin_id")

    def about(self, row: Row) -> tuple[str, int]:
        return row["origin_type"], row["origin_id"]


def about(value: str) -> Q:
    name, key = read_id(value, field="subject")
    try:
        model = record_named(name)._meta.model
    except KeyError as error:
        raise InvalidInput("没有这种记录。", field="subject") from error
    return Q(subject_type=model._meta.label_lower, subject_id=key)


def _of_unit(value: str) -> Q:
    key = key_of(value, "ResidentUnit", field="unit")
    return Q(unit_id=key) | Q(other_unit_id=key)


def _verbs(codes: list[str]) -> Q:
    """A wrong letter would be silence for ever: what nothing is called by is refused."""
    known = all_labels()
    if unknown := [code for code in codes if code not in known]:
        raise InvalidInput(f"没有“{unknown[0][:60]}”这个动作，请从 verbs 查询中选择。", field="verb")
    return Q(verb__in=codes)


class Verb(graphene.ObjectType):
    class Meta:
        description = "一种动作及其中文名称。"

    code = graphene.String(required=True, description="代码，例如 claim.confirm。")
    label = graphene.String(required=True, description="名称。")


class EventPlace(One):
    """The place at that moment; one that has moved in the tree since is not found there any more."""

    match = "path"

    def __init__(self) -> None:
        super().__init__("Organization", "", "事件当时所属的组织；该组织后来调整了隶属时为空。")

    def of(self) -> Sequence[str]:
        return ["organization_path"]

    def key(self, row: Row) -> Any:
        return row["organization_path"]


class EventType(Record):
    class Meta:
        model = Event
        description = "事件：某人在某时对某条记录做了什么。事件只增不改，按区以摘要相连。"
        ordering = Ordering("EventOrder", {"NEWEST": ("最新的在前。", ("-pk",)), "OLDEST": ("最早的在前。", ("pk",))})
        filters = {
            "subject": Filter(graphene.ID, "只看这条记录的事件。", about),
            "verb": Filter(
                graphene.List(graphene.NonNull(graphene.String)), "只看这些动作，代码见 verbs 查询。", _verbs
            ),
            "unit": Filter(graphene.ID, "只看这个单位的事件，无论它是哪一方。", _of_unit),
            "since": Filter(DateTime, "不早于这一时刻。", lambda v: Q(at__gte=v)),
            "until": Filter(DateTime, "早于这一时刻。", lambda v: Q(at__lt=v)),
            "within": within("organization_path"),
        }

    at = column(Event, "at")
    verb = column(Event, "verb", description="动作的代码，例如 claim.confirm。")
    verb_label = computed(
        graphene.NonNull(graphene.String),
        "动作的中文名称。",
        ["verb"],
        lambda row: label_of_verb(row["verb"]),
        lambda verb: f"COALESCE({quote_json(all_labels())} ->> {verb}, {verb})",
    )
    what = computed(
        graphene.NonNull(graphene.String), "做了什么，含数量或评分。", _TOLD, lambda row: _line(row).what, _what_sql
    )
    note = computed(graphene.NonNull(graphene.String), "原因或说明。", _TOLD, lambda row: _line(row).note, _note_sql)
    actor = column(Event, "actor_label")
    actor_kind = column(Event, "actor_kind", description="操作者类型：user 人员、client 第三方应用、system 系统。")
    subject_label = column(Event, "subject_label")
    subject = Subject()
    organization = EventPlace()
    unit = One("ResidentUnit", "unit", "事件所属的驻区单位；不是单位的事件，或您无权查看时为空。")
    request_id = column(Event, "request_id")
    hash = column(Event, "hash")


def history(model: Any) -> Many:
    """What happened to a record, as on its page: all of it, or what of it the caller may see."""
    follows = getattr(model, "shares_history", False)
    scope = "这条记录的全部经过。" if follows else "这条记录的经过（只含您可以查看的）。"
    only = Q(subject_type=model._meta.label_lower)
    return Many("Event", scope, by="subject_id", only=only, follows=follows)
