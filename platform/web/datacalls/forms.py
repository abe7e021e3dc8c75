"""Forms: designing a data call, and filling in an answer, whose fields are those of the call."""

from typing import Any

from django import forms

from core.errors import InvalidInput
from core.periods import day_in_words
from core.permissions import Actor, Perm, require
from linkage.datacalls.actions.answering import dataanswer_save, dataanswer_submit
from linkage.datacalls.actions.calling import FieldDraft, datacall_create, datacall_edit
from linkage.datacalls.models import DataAnswer, DataCall, DataField
from linkage.datacalls.values import LONGEST, YES_NO, clean_value
from tenants.org.models import Organization
from web.claimforms import uploads
from web.datacalls.pages import asking
from web.formpages import FormPage
from web.forms import DayField, DayInput, FilesField, PageForm, RowsField
from web.links import link
from web.manyplaces import ManyPlacesField
from web.places import chosen_place
from web.rowforms import OneMoreRow, RowedForm, RowsFormPage

_KINDS = DataField.Kind


class CallForm(RowedForm):
    """Field names are the keywords of the action; the fields of the call are rows beneath."""

    title = forms.CharField(label="标题", max_length=120)
    due_on = DayField(label="上报期限")
    note = forms.CharField(label="填报说明", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    files: Any = FilesField(label="附件", required=False)
    places = ManyPlacesField(label="哪些组织填报", required=False)
    wide = ("title", "note", "places")


class NewCallForm(CallForm):
    organization = RowsField(label="布置组织")
    field_order = ("organization", "title", "due_on", "note", "files", "places")


class FieldRow(PageForm):
    label = forms.CharField(label="名称", max_length=60)
    kind = forms.ChoiceField(label="类型", choices=[("", "请选择"), *_KINDS.choices])
    position = forms.IntegerField(label="顺序", required=False, min_value=1, max_value=99, help_text="小的在前。")
    optional = forms.BooleanField(label="可以不填", required=False)
    measure = forms.CharField(label="计量单位（数字）", required=False, max_length=10)
    minimum = forms.DecimalField(label="最小值（数字）", required=False, max_digits=14, decimal_places=2)
    maximum = forms.DecimalField(label="最大值（数字）", required=False, max_digits=14, decimal_places=2)
    choices = forms.CharField(
        label="选项（单选、多选）",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个。",
    )
    help = forms.CharField(label="填写提示", required=False, max_length=200)


def row_of(field: DataField) -> dict[str, Any]:
    names = ("label", "kind", "position", "measure", "minimum", "maximum", "choices", "help")
    return {**{name: getattr(field, name) for name in names}, "optional": not field.required}


class CallFormPage(RowsFormPage):
    permission = Perm.DATACALL_EDIT
    submit, done = "保存草稿", "已保存，核对填报项后请下发。"
    record, list_name, list_title = "datacall", "datacalls", "数据调度"
    kinds = {"fields": FieldRow}
    words = {"fields": "填报项"}
    hints = {"fields": "逐项写明要什么、什么类型；数字可以规定单位和范围，选择题写明选项。下发后不能再改。"}
    row_url = "datacall-row"

    def drafts(self) -> list[FieldDraft]:
        """The rows in their order; those without one keep the place where they stand."""
        rows = list(enumerate(self.filled("fields"), start=1))
        rows.sort(key=lambda pair: (pair[1]["position"] or pair[0], pair[0]))
        return [
            FieldDraft(
                label=row["label"],
                kind=row["kind"],
                required=not row["optional"],
                measure=row["measure"],
                minimum=row["minimum"],
                maximum=row["maximum"],
                choices=row["choices"].splitlines(),
                help=row["help"],
            )
            for _, row in rows
        ]

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "fields": self.drafts(), "files": uploads(values["files"])}


class CallNew(CallFormPage):
    """``?copy=`` begins with the form and the organizations of an earlier call."""

    form, action = NewCallForm, staticmethod(datacall_create)
    title = "布置数据调度"

    def copied(self) -> DataCall | None:
        key = self.request.GET.get("copy", "")
        rows = DataCall.objects.visible_to(self.actor)
        return rows.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 18 else None

    def initial(self) -> dict[str, Any]:
        seats, place = asking(self.actor), chosen_place(self.request)
        own = place if place in seats else seats.order_by("path").first()
        old = self.copied()
        if old is None:
            return {"organization": own}
        asked = old.answers.visible_to(self.actor).values_list("organization_id", flat=True)
        return {
            "organization": own,
            "title": old.title,
            "note": old.note,
            "places": [str(pk) for pk in asked],
        }

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        old = self.copied()
        return [] if old is None else [row_of(field) for field in old.fields.all()]

    def limit(self, form: PageForm) -> None:
        seats = asking(self.actor)
        organization: Any = form.fields["organization"]
        organization.queryset = seats
        places: Any = form.fields["places"]
        roots = [seat.path for seat in seats]
        below = Organization.objects.in_use().filter(depth__gt=1)
        places.offer(
            [place for place in below if any(place.path != root and place.path.startswith(root) for root in roots)]
        )


class CallEdit(CallFormPage):
    form, action = CallForm, staticmethod(datacall_edit)
    model, subject, select_related = DataCall, "call", ("organization",)
    title = "修改数据调度"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.DATACALL_EDIT, at=self.object.place)

    def initial(self) -> dict[str, Any]:
        call = self.object
        return {
            **{name: getattr(call, name) for name in ("title", "due_on", "note")},
            "places": [str(pk) for pk in call.answers.values_list("organization_id", flat=True)],
        }

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        return [row_of(field) for field in self.object.fields.all()]

    def limit(self, form: PageForm) -> None:
        places: Any = form.fields["places"]
        root = self.object.organization.path
        places.offer(Organization.objects.in_use().filter(path__startswith=root).exclude(path=root))

    def success_url(self, made: Any) -> str:
        return link(self.request, "datacall", self.object.pk)


class CallRow(OneMoreRow):
    """One more field."""

    permission = Perm.DATACALL_EDIT
    page = CallFormPage


class AnswerForm(PageForm):
    """Made for each call; ``asked`` are its fields by the names they have here."""

    asked: "dict[str, DataField]" = {}

    def clean(self) -> dict[str, Any]:
        """Each value beside its own field; what is required may be missing while it is only kept."""
        values = super().clean() or {}
        for name, field in self.asked.items():
            given = values.get(name) or ""
            text = "\n".join(given) if isinstance(given, list) else str(given)
            try:
                values[name] = clean_value(field, text)
            except InvalidInput as error:
                self.add_error(name, error.message)
                continue
            if field.required and not values[name] and "keep" not in self.data and name not in self.errors:
                self.add_error(name, f"请填写{field.label}。")
        return values


def widget_of(field: DataField) -> forms.Field:
    """The control for a kind; what is accepted is decided by ``clean_value`` alone."""
    label = f"{field.label}（{field.measure}）" if field.measure else field.label
    given: dict[str, Any] = {"label": label, "required": False, "help_text": field.help}
    if not field.required:
        given["help_text"] = f"选填。{field.help}"
    if field.kind == _KINDS.SEVERAL:
        return forms.MultipleChoiceField(
            choices=[(each, each) for each in field.offered], widget=forms.CheckboxSelectMultiple, **given
        )
    if field.kind in (_KINDS.ONE, _KINDS.YES_NO):
        offered = field.offered if field.kind == _KINDS.ONE else YES_NO
        return forms.ChoiceField(choices=[("", "请选择"), *((each, each) for each in offered)], **given)
    if field.kind == _KINDS.LONG:
        return forms.CharField(max_length=LONGEST[_KINDS.LONG], widget=forms.Textarea(attrs={"rows": 4}), **given)
    if field.kind == _KINDS.DAY:
        return forms.CharField(widget=DayInput(), **given)
    if field.is_number:
        return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **given)
    return forms.CharField(max_length=LONGEST[_KINDS.TEXT], **given)


def fill(
    *, actor: Actor, answer: DataAnswer, values: dict[int, str], keep: bool, version: int | None = None
) -> DataAnswer:
    """Keep or hand in, as the button says."""
    action = dataanswer_save if keep else dataanswer_submit
    return action(actor=actor, answer=answer, values=values, version=version)


class AnswerFill(FormPage):
    form, action, permission = AnswerForm, staticmethod(fill), Perm.DATACALL_ANSWER
    model, subject, select_related = DataAnswer, "answer", ("organization", "call__organization")
    title, submit, done = "填报", "上报", "已保存。"
    record, list_name, list_title = "dataanswer", "dataanswers", "填报情况"
    template = "web/datacalls/fill.html"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.DATACALL_ANSWER, at=self.object.place)
        self.asked = {f"field_{field.pk}": field for field in self.object.call.fields.all()}
        made: Any = {name: widget_of(field) for name, field in self.asked.items()}
        wide = tuple(name for name, field in self.asked.items() if field.kind in (_KINDS.LONG, _KINDS.SEVERAL))
        # The class is made anew for each request, as its fields are those of the call.
        form: Any = type("CallAnswerForm", (AnswerForm,), {**made, "asked": self.asked, "wide": wide})
        self.form = form  # type: ignore[misc]

    def heading(self) -> str:
        return f"{self.object.call}：{self.object.organization}"

    @property
    def lead(self) -> str:  # type: ignore[override]
        call = self.object.call
        return f"{call.organization} 布置，{day_in_words(call.due_on)}前上报。{call.note}"

    def initial(self) -> dict[str, Any]:
        kept = {f"field_{entry.field_id}": entry.text for entry in self.object.entries.all()}
        several = {name for name, field in self.asked.items() if field.kind == _KINDS.SEVERAL}
        return {name: text.split("\n") if name in several else text for name, text in kept.items()}

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        texts = {field.pk: values.get(name, "") for name, field in self.asked.items()}
        return {"values": texts, "keep": "keep" in self.request.POST}
