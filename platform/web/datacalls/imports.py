"""Answering by Excel: a sheet made from the form of one call, one line for each organization that the person fills in.

What is loaded is kept as a draft; handing in stays an act of its own.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from core.errors import InvalidInput
from core.permissions import Perm
from core.visibility import under
from linkage.datacalls.actions.answering import dataanswer_save
from linkage.datacalls.models import OPEN, DataAnswer, DataCall, DataField
from linkage.datacalls.values import YES_NO, clean_value
from web.datacalls.merged import heading
from web.datacalls.pages import limits
from web.importplaces import Places, names_of, place_field
from web.imports import ImportPage
from web.importtemplate import Field, template_response
from web.sheets import Row

_KINDS = DataField.Kind
_BETWEEN = re.compile(r"[;；、,，]")
_WRITTEN = {
    _KINDS.TEXT: "最多 200 字。",
    _KINDS.LONG: "最多 5000 字。",
    _KINDS.WHOLE: "整数。",
    _KINDS.DECIMAL: "数字，最多两位小数。",
    _KINDS.DAY: "写成 2026-10-12。",
    _KINDS.ONE: "从下拉框选择。",
    _KINDS.SEVERAL: "可选多项，用“；”隔开。",
    _KINDS.YES_NO: "从下拉框选择。",
}


def column_of(field: DataField) -> str:
    """The heading: the number keeps it apart from every other one."""
    return f"{field.position}. {heading(field)}".rstrip("*＊ ")


def help_of(field: DataField) -> str:
    """How a cell is filled in."""
    needed = "上报前必须填写。" if field.required else ""
    bounds = limits(field)
    return f"{needed}{_WRITTEN[_KINDS(field.kind)]}{f'{bounds}。' if bounds else ''}{field.help}"


def in_cell(field: DataField, text: str) -> str:
    """A value as it stands in the sheet."""
    return text.replace("\n", "；") if field.kind == _KINDS.SEVERAL else text


def from_cell(field: DataField, text: str) -> str:
    """What people write in a cell, in the writing of ``clean_value``: choices may stand on one line, days with dots."""
    if field.kind == _KINDS.SEVERAL:
        lines = [line.strip() for line in text.split("\n")]
        return "\n".join(
            part.strip() for line in lines for part in ([line] if line in field.offered else _BETWEEN.split(line))
        )
    if field.kind == _KINDS.DAY:
        parts = text.replace("/", "-").replace(".", "-").split("-")
        return "-".join(part.zfill(2) for part in parts)
    return text


class AnswerImport(ImportPage):
    permission = Perm.DATACALL_ANSWER
    title, list_name, list_title, measure = "从 Excel 填报", "dataanswers", "填报情况", "份"
    how = "先下载这次调度的模板填写，再上传预览。"
    lead = "导入的内容先暂存，必填项可以缺，核对后请逐份“上报”。"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.find()
        if "template" in request.GET:
            return template_response(f"{self.call.title[:24]}填报模板", self.fields, self.offers(), self.examples)
        return super().get(request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.find()
        return super().post(request)

    def find(self) -> None:
        """The call, what it asks, and the answers that this person may fill in now."""
        pk = self.kwargs["pk"]
        rows = DataCall.objects.visible_to(self.actor).filter(status=DataCall.Status.ISSUED)
        call = rows.filter(pk=pk).first() if pk < 2**63 else None
        mine = under(self.actor.paths(Perm.DATACALL_ANSWER))
        answers = [] if call is None else list(self.open_of(call).filter(mine))
        if call is None or not answers:
            raise Http404("这次调度没有需要您填报的，可能已经上报、办结或撤回。")
        self.call = call
        self.title = f"从 Excel 填报：{call}"  # type: ignore[misc]
        self.answers: dict[int, DataAnswer] = {answer.organization_id: answer for answer in answers}
        self.asked = {f"field-{field.pk}": field for field in call.fields.all()}
        names = names_of(answer.organization for answer in answers)
        lines = [self.line(name, answer) for name, answer in zip(names, answers, strict=True)]
        # Fields and examples are those of the call, and made anew for each request.
        self.fields = [  # type: ignore[misc]
            place_field("填报组织", example=names[0]),
            *(
                Field(name, column_of(field), example=lines[0].get(name, ""), help=help_of(field))
                for name, field in self.asked.items()
            ),
        ]
        self.examples = lines[1:]  # type: ignore[misc]
        self.names = names

    def open_of(self, call: DataCall) -> Any:
        rows = call.answers.visible_to(self.actor).filter(OPEN).select_related("organization", "call")
        return rows.prefetch_related("entries").order_by("organization__path")

    def line(self, name: str, answer: DataAnswer) -> dict[str, str]:
        """A line of the template: what is filled in so far."""
        kept = {entry.field_id: entry.text for entry in answer.entries.all()}
        said = {key: in_cell(field, kept.get(field.pk, "")) for key, field in self.asked.items()}
        return {"organization": name, **said}

    @property
    def salt(self) -> str:
        """A preview of one call is worthless to any other."""
        return f"{super().salt}:{self.call.pk}"

    def prepare(self) -> None:
        self.places = Places(answer.organization for answer in self.answers.values())
        self.taken: set[int] = set()

    def offers(self) -> dict[str, Sequence[str]]:
        found: dict[str, Sequence[str]] = {"organization": self.names}
        for name, field in self.asked.items():
            if field.kind == _KINDS.ONE:
                found[name] = field.offered
            elif field.kind == _KINDS.YES_NO:
                found[name] = YES_NO
        return found

    def records(self, rows: list[Row]) -> list[tuple[Row, ...]]:
        """Lines of the template that were left empty are no mistakes."""
        return [(row,) for row in rows if any(self.texts(row)[name] for name in self.asked)]

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        """All that is wrong in a line is said at once."""
        place = self.places.get(texts["organization"], "organization", "填报组织")
        if place.pk in self.taken:
            raise InvalidInput(f"“{place}”在表格里写了两次，请只留一行。", field="organization")
        self.taken.add(place.pk)
        kept: dict[int, str] = {}
        wrong: list[str] = []
        for name, field in self.asked.items():
            if not texts[name]:
                continue
            try:
                kept[field.pk] = clean_value(field, from_cell(field, texts[name]))
            except InvalidInput as error:
                wrong.append(error.message)
        if wrong:
            raise InvalidInput("".join(wrong), field="values")
        return {"answer": self.answers[place.pk], "values": kept}

    def existing(self, values: dict[str, Any]) -> Any:
        """An answer in which nothing was filled in yet counts as new."""
        answer = values["answer"]
        return answer if answer.entries.all() else None

    def create(self, values: dict[str, Any]) -> None:
        dataanswer_save(actor=self.actor, **values)

    def update(self, record: DataAnswer, values: dict[str, Any], filled: set[str]) -> None:
        """Empty cells keep what is there."""
        dataanswer_save(actor=self.actor, **values)

    def differs(self, record: DataAnswer, values: dict[str, Any], filled: set[str]) -> bool:
        kept = {entry.field_id: entry.text for entry in record.entries.all()}
        return any(kept.get(key, "") != text for key, text in values["values"].items())
