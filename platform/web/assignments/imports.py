"""Tasks from a spreadsheet: one line for each organization or department that takes part."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from core.errors import InvalidInput
from core.permissions import Perm
from core.visibility import under
from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_split
from linkage.assignments.models import Assignment
from tenants.org.models import Department, Organization
from web.importplaces import Places, names_of
from web.imports import BadRow, ImportPage, choice, day, words
from web.importtemplate import Field
from web.owners import departments_under, owner_key
from web.sheets import Row

# What all lines of a task say alike, or leave empty after the first.
WHOLE = ("title", "kind", "content", "due_on", "issuer", "responsible", "support")


class AssignmentImport(ImportPage):
    """Lines of one name are one task with several organizations; one that runs already is given to further ones."""

    permission = Perm.ASSIGNMENT_DISPATCH
    title, list_name, list_title, measure = "导入任务", "assignments", "任务清单", "项"
    lead = (
        "一个承办组织或部门一行，同名的行是同一项任务，"
        "其余各列只在第一行填写。同一组织下达、尚未办结的同名任务视为已有：选择“更新”时，"
        "只把表格里新出现的承办组织加进去；已下达的内容和期限不能用表格修改。"
    )
    fields = (
        Field("title", "任务名称", required=True, example="排查党群服务阵地", help="最多 120 个字。"),
        Field(
            "organization",
            "承办组织",
            required=True,
            example="江宁路街道",
            help="从下拉框选择；组织也可写代码。",
        ),
        Field("content", "任务要求", example="逐个社区查看开放时间和服务项目。", help="第一行必填，最多 4000 个字。"),
        Field("due_on", "完成期限", example="2026-12-20", help="第一行必填，写成 2026-12-20。"),
        Field("kind", "类别", example="基层党建", help="从下拉框选择，不填为其他。"),
        Field("issuer", "下达组织", help="有几处可以下达时填写；不填为您所在的组织。"),
        Field("responsible", "责任人", help="下达组织负责这项任务的人。"),
        Field("support", "随任务下沉的人员和经费"),
    )
    examples = ({"title": "排查党群服务阵地", "organization": "石门二路街道"},)

    @cached_property
    def paths(self) -> list[str]:
        """Of the places from which this person may dispatch."""
        return self.actor.paths(Perm.ASSIGNMENT_DISPATCH)

    @cached_property
    def below(self) -> list[Organization]:
        """All to which this person may dispatch."""
        return list(Organization.objects.in_use().filter(under(self.paths, "path")).order_by("path"))

    @cached_property
    def offices(self) -> dict[str, list[Department]]:
        """Departments to which this person may dispatch, by name."""
        found: dict[str, list[Department]] = {}
        for department in departments_under(self.paths):
            found.setdefault(department.name, []).append(department)
        return found

    def prepare(self) -> None:
        self.places = Places(self.below)
        self.own = [place for place in self.below if place.path in self.paths]
        wholes = Assignment.objects.visible_to(self.actor).filter(parent=None, status=Assignment.Status.DISPATCHED)
        living = Assignment.objects.exclude(status=Assignment.Status.WITHDRAWN).order_by("pk")
        self.running = {
            (row.issuer_id, row.title): row
            for row in wholes.select_related("organization", "issuer").prefetch_related(Prefetch("parts", living))
        }

    def offers(self) -> dict[str, Sequence[str]]:
        return {"organization": [*names_of(self.below), *self.offices], "kind": words(Assignment.Kind)}

    def records(self, rows: list[Row]) -> list[tuple[Row, ...]]:
        """Lines of one task and one issuer belong together, wherever they stand."""
        found: dict[tuple[str, str], list[Row]] = {}
        last: dict[str, str] = {}
        for row in rows:
            texts = self.texts(row)
            # A further line of a task need not name the issuer again.
            issuer = texts["issuer"] or last.get(texts["title"], "")
            last[texts["title"]] = issuer
            # Without a name there is nothing to belong to: the line is refused by itself.
            found.setdefault((texts["title"] or f"\0{row.line}", issuer), []).append(row)
        return [tuple(record) for record in found.values()]

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        receivers: dict[str, Organization | Department] = {}
        for row in rows:
            line = self.texts(row)
            if name := next((name for name in WHOLE if line[name] not in ("", texts[name])), ""):
                label = next(field.label for field in self.fields if field.name == name)
                raise BadRow(row, f"同一项任务的{label}前后不一致，请与第一行写成一样，或在这一行留空。", field=name)
            receiver = self.receiver(row, line["organization"])
            if owner_key(receiver) in receivers:
                raise BadRow(row, f"“{receiver}”在这项任务里写了两次，请删去一行。", field="organization")
            receivers[owner_key(receiver)] = receiver
        return {
            **{name: texts[name] for name in ("title", "content", "responsible", "support")},
            "kind": choice(texts["kind"] or Assignment.Kind.OTHER, Assignment.Kind, "kind", "类别"),
            "due_on": day(texts["due_on"], "due_on", "完成期限") if texts["due_on"] else None,
            "issuer": self.issuer(texts["issuer"], list(receivers.values())),
            "organizations": [each for each in receivers.values() if isinstance(each, Organization)],
            "departments": [each for each in receivers.values() if isinstance(each, Department)],
        }

    def receiver(self, row: Row, text: str) -> Organization | Department:
        try:
            if not text:
                raise InvalidInput("请填写承办组织。", field="organization")
            offices = self.offices.get(text, [])
            if len(offices) > 1:
                raise InvalidInput(f"有几个部门都叫“{text}”，请在“下达任务”页面上选择。", field="organization")
            if offices:
                return offices[0]
            return self.places.get(text, "organization", "承办组织")
        except InvalidInput as error:
            raise BadRow(row, error.message, field="organization") from error

    def issuer(self, text: str, receivers: Sequence[Organization | Department]) -> Organization:
        """The place named, or the one of one's own that lies at or above all who take part."""
        if text:
            return self.places.get(text, "issuer", "下达组织")
        for place in self.own:
            if all(each.place.path.startswith(place.path) for each in receivers):
                return place
        raise InvalidInput("这些承办组织没有共同的上级可由您下达，请分开填写。", field="organization")

    def existing(self, values: dict[str, Any]) -> Any:
        return self.running.get((values["issuer"].pk, values["title"]))

    def create(self, values: dict[str, Any]) -> None:
        if values["due_on"] is None:
            raise InvalidInput("请填写完成期限。", field="due_on")
        made = assignment_dispatch(actor=self.actor, **values)
        self.running[made.issuer_id, made.title] = made

    def differs(self, record: Assignment, values: dict[str, Any], filled: set[str]) -> bool:
        for name, label in (("content", "任务要求"), ("due_on", "完成期限")):
            mine: str | date | None = values[name]
            if name in filled and mine != getattr(record, name):
                raise InvalidInput(f"任务已下达，{label}不能用表格修改，请与下达的一致或留空。", field=name)
        return any(self.further(record, values).values())

    def further(self, record: Assignment, values: dict[str, Any]) -> dict[str, list[Any]]:
        """Those of the sheet that have no part of the task yet, as the action takes them."""
        parts = [part for part in record.parts.all() if part.status != Assignment.Status.WITHDRAWN]
        places = {part.organization_id for part in parts if part.department_id is None}
        offices = {part.department_id for part in parts}
        return {
            "organizations": [place for place in values["organizations"] if place.pk not in places],
            "departments": [each for each in values["departments"] if each.pk not in offices],
        }

    def update(self, record: Assignment, values: dict[str, Any], filled: set[str]) -> None:
        more = self.further(record, values)
        assignment_split(
            actor=self.actor,
            assignment=record,
            organizations=more["organizations"],
            departments=more["departments"],
        )
