"""The import framework: a sheet is read, tried out, shown row by row, and only then kept.

Trying out runs the very actions that the import will run and takes everything back, so the preview never promises
what the import then refuses.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.errors import DomainError, InvalidInput
from core.events import action
from web.access import SignedIn, answer
from web.columns import Column
from web.export import workbook_response
from web.forms import PageForm
from web.importtemplate import Field, template_response
from web.lights import BLUE, GREEN, GREY, RED, Chip
from web.links import link, with_query
from web.lists import ListPage
from web.records import REFUSED
from web.sheets import Row, read_sheet

STOP, SKIP, UPDATE = "stop", "skip", "update"
MODES = (
    (SKIP, "跳过：已有的记录不动，有错的行不导入"),
    (UPDATE, "更新：已有的记录按表格更新（空白格保留原值），有错的行不导入"),
    (STOP, "停止：只要有一行有错或已存在，就全部不导入"),
)
NEW, CHANGED, KEPT, FAILED = "new", "changed", "kept", "failed"
CHIPS = {
    NEW: Chip("新增", GREEN, "plus"),
    CHANGED: Chip("更新", BLUE, "pencil"),
    KEPT: Chip("跳过", GREY, "player-skip-forward"),
    FAILED: Chip("有错", RED, "alert-triangle"),
}
SHOWN = 200
SHEET_SECONDS = 3600
# What the browser carries from the preview to the import; a form of 16 MB is the most that the server takes.
LARGEST_PREVIEW = 4 * 1024 * 1024
FAULT_HEADING = "错误说明"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a record; ``row`` and ``label`` name the line and the column to blame, ``rows`` all its lines."""

    row: Row
    status: str
    message: str = ""
    label: str = ""
    rows: tuple[Row, ...] = ()

    @property
    def chip(self) -> Chip:
        return CHIPS[self.status]


class BadRow(InvalidInput):
    """A refusal that concerns one of the several rows of a record."""

    def __init__(self, row: Row, message: str, *, field: str) -> None:
        super().__init__(message, field=field)
        self.row = row


class TakenBack(Exception):
    """Ends a run whose writes must not stay, and carries what it found."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        super().__init__()
        self.outcomes = outcomes


class SheetForm(PageForm):
    file = forms.FileField(label="Excel 文件", widget=forms.FileInput(attrs={"accept": ".xlsx", "data-files": ""}))
    mode = forms.ChoiceField(label="遇到已有记录或错误时", choices=MODES, initial=SKIP, widget=forms.RadioSelect)


class ImportableList(ListPage):
    """A list that leads to its import, for those who may fill it."""

    import_name: ClassVar[str]
    template = "web/list_import.html"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "import_url": link(self.request, self.import_name) if self.new_url() else ""}


class ImportPage(SignedIn, ABC):
    """An import. Subclass it, declare the columns, and say how a row is found, made and changed."""

    title: ClassVar[str]
    # How any import goes, and what this one does.
    how: ClassVar[str] = "先下载模板填写，再上传预览；确认之前不会写入任何内容。"
    lead: ClassVar[str] = ""
    list_name: ClassVar[str]
    list_title: ClassVar[str]
    measure: ClassVar[str] = "行"
    fields: ClassVar[Sequence[Field]]
    # Further lines of the template's example, by field name, where a record takes several.
    examples: ClassVar[Sequence[dict[str, str]]] = ()
    template: ClassVar[str] = "web/import.html"

    # --- what a subclass says ------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Read once what every row needs."""

    def offers(self) -> dict[str, Sequence[str]]:
        """What the template offers to choose from, by field name."""
        return {}

    def records(self, rows: list[Row]) -> list[tuple[Row, ...]]:
        """The rows, record by record: one each, unless a record has parts on lines of their own."""
        return [(row,) for row in rows]

    @abstractmethod
    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        """From texts (by field name, of the first row) to the keywords of the action; ``InvalidInput`` names the field.

        ``rows`` are all rows of the record; ``BadRow`` names one of them.
        """

    @abstractmethod
    def existing(self, values: dict[str, Any]) -> Any:
        """The record that this row is about, or None."""

    @abstractmethod
    def create(self, values: dict[str, Any]) -> None: ...

    @abstractmethod
    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        """``filled`` names the fields that the row gives; the others keep what they have."""

    def differs(self, record: Any, values: dict[str, Any], filled: set[str]) -> bool:
        """Whether an update would change anything; imports that cannot tell say yes."""
        return True

    # --- the run -------------------------------------------------------------------------------------------

    def texts(self, row: Row) -> dict[str, str]:
        """What the row says, by field name."""
        return {field.name: row.texts.get(field.label, "") for field in self.fields}

    def one(self, rows: tuple[Row, ...], mode: str) -> Outcome:
        row, texts = rows[0], self.texts(rows[0])
        try:
            if empty := next((field for field in self.fields if field.required and not texts[field.name]), None):
                raise InvalidInput(f"请填写{empty.label}。", field=empty.name)
            values = self.values(texts, rows)
            record = self.existing(values)
            if record is None:
                self.create(values)
                return Outcome(row, NEW, rows=rows)
            if mode == SKIP:
                return Outcome(row, KEPT, "已有这条记录。", rows=rows)
            if mode == STOP:
                return Outcome(row, FAILED, "已有这条记录；如需修改，请选择“更新”。", rows=rows)
            filled = {name for each in rows for name, text in self.texts(each).items() if text}
            if not self.differs(record, values, filled):
                return Outcome(row, KEPT, "与已有记录相同，无需更新。", rows=rows)
            self.update(record, values, filled)
            return Outcome(row, CHANGED, rows=rows)
        except DomainError as error:
            label = next((field.label for field in self.fields if field.name == error.field), "")
            return Outcome(getattr(error, "row", row), FAILED, error.message, label, rows)

    def run(self, rows: list[Row], mode: str, *, keep: bool) -> tuple[list[Outcome], bool]:
        """What becomes of each row, and whether it stayed."""
        self.prepare()
        try:
            return load(page=self, rows=rows, mode=mode, keep=keep), True
        except TakenBack as done:
            return done.outcomes, False

    # --- answering -----------------------------------------------------------------------------------------

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if "template" in request.GET:
            return template_response(f"{self.list_title}导入模板", self.fields, self.offers(), self.examples)
        return self.show(form=SheetForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if "sheet" not in request.POST:
            return self.preview()
        try:
            mode, kept = signing.loads(request.POST["sheet"], salt=self.salt, max_age=SHEET_SECONDS)
        except signing.BadSignature:
            messages.error(request, "预览已过期，请重新选择文件。")
            return HttpResponseRedirect(request.get_full_path())
        rows = [Row(line, texts) for line, texts in kept]
        if "faults" in request.POST:
            return self.faults(rows, mode)
        outcomes, stayed = self.run(rows, mode, keep=True)
        if not stayed:
            messages.error(request, "有错误，已全部停止，没有导入任何一行。请改正后再试。")
            return self.show(outcomes=outcomes, mode=mode, sheet=request.POST["sheet"], status=REFUSED)
        found = Counter(outcome.status for outcome in outcomes)
        messages.success(
            request,
            f"导入完成：新增 {found[NEW]} {self.measure}，更新 {found[CHANGED]} {self.measure}，"
            f"跳过 {found[KEPT]} {self.measure}，有错未导入 {found[FAILED]} {self.measure}。",
        )
        if found[FAILED]:
            return self.show(outcomes=outcomes, mode=mode, sheet=request.POST["sheet"], finished=True)
        return HttpResponseRedirect(link(request, self.list_name))

    def preview(self) -> HttpResponse:
        form = SheetForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(form=form, status=REFUSED)
        known = [field.label for field in self.fields]
        required = [field.label for field in self.fields if field.required]
        try:
            rows = read_sheet(form.cleaned_data["file"], known=known, required=required)
        except DomainError as error:
            form.add_error("file", error.message)
            return self.show(form=form, status=REFUSED)
        mode = form.cleaned_data["mode"]
        outcomes, _ = self.run(rows, mode, keep=False)
        sheet = signing.dumps((mode, [(row.line, row.texts) for row in rows]), salt=self.salt, compress=True)
        if len(sheet) > LARGEST_PREVIEW:
            form.add_error("file", "表格的文字太多，请拆成几个文件分次导入。")
            return self.show(form=form, status=REFUSED)
        return self.show(outcomes=outcomes, mode=mode, sheet=sheet)

    def faults(self, rows: list[Row], mode: str) -> HttpResponseBase:
        """The rows that fail, each with its reason, in a sheet that can be corrected and loaded again.

        Where one of them stopped all, nothing was kept: the sheet has all rows, or the good ones would be forgotten.
        """
        outcomes, _ = self.run(rows, mode, keep=False)
        labels = [field.label for field in self.fields]
        failing = [
            [*(row.texts.get(label, "") for label in labels), outcome.message if row is outcome.row else ""]
            for outcome in outcomes
            if outcome.status == FAILED or mode == STOP
            for row in outcome.rows
        ]
        return self.workbook(f"{self.list_title}待改正", [*labels, FAULT_HEADING], failing)

    def workbook(self, title: str, labels: Sequence[str], rows: list[list[str]]) -> HttpResponseBase:
        columns = [Column(str(index), label, value=itemgetter(index)) for index, label in enumerate(labels)]
        return workbook_response(title, columns, rows, [])

    @property
    def salt(self) -> str:
        """A preview of one person, page and district is worthless to any other."""
        return f"{self.request.tenant.schema_name}:{self.list_name}:{self.request.user.pk}"  # type: ignore[attr-defined]

    def show(
        self,
        *,
        form: SheetForm | None = None,
        outcomes: list[Outcome] | None = None,
        mode: str = "",
        sheet: str = "",
        finished: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        found = Counter(outcome.status for outcome in outcomes or [])
        ordered = sorted(outcomes or [], key=lambda outcome: (outcome.status != FAILED, outcome.row.line))
        context = {
            "view": self,
            "title": self.title,
            "form": form,
            "outcomes": ordered[:SHOWN],
            "hidden": max(0, len(ordered) - SHOWN),
            "counts": [(CHIPS[key], found[key]) for key in (NEW, CHANGED, KEPT, FAILED) if found[key]],
            "failing": found[FAILED],
            "passing": found[NEW] + found[CHANGED],
            "stopped": mode == STOP and bool(found[FAILED]),
            "mode": dict(MODES).get(mode, ""),
            "sheet": sheet,
            "finished": finished,
            "labels": [field.label for field in self.fields][:4],
            "list_url": link(self.request, self.list_name),
            "action_url": self.request.get_full_path(),
            "template_url": with_query(self.request, {"template": "xlsx"}),
        }
        return answer(render(self.request, self.template, context, status=status))


@action
def load(*, page: ImportPage, rows: list[Row], mode: str, keep: bool) -> list[Outcome]:
    """Run every row; take everything back for a trial, and for “stop” as soon as one row fails."""
    outcomes = [page.one(record, mode) for record in page.records(rows)]
    if not keep or (mode == STOP and any(outcome.status == FAILED for outcome in outcomes)):
        raise TakenBack(outcomes)
    return outcomes


def day(text: str, field: str, label: str) -> date:
    """A date as people write it: 2027-03-31, 2027/3/31 or 2027.3.31."""
    parts = text.replace("/", "-").replace(".", "-").split("-")
    try:
        return date(*(int(part) for part in parts))
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidInput(f"{label}“{text}”不是日期，请写成 2027-03-31。", field=field) from error


def words(choices: Any) -> list[str]:
    """The words of a choice, for a template."""
    return [str(word) for _, word in choices.choices]


def choice(text: str, choices: Any, field: str, label: str) -> str:
    """The stored value of a choice by its word (or by the value itself)."""
    for value, word in choices.choices:
        if text in (value, str(word)):
            return str(value)
    raise InvalidInput(
        f"{label}“{text}”不在可选范围：{'、'.join(str(word) for _, word in choices.choices)}。", field=field
    )
