"""Form pieces: Chinese sentences as errors, few fields first, drafts kept, files with a preview."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from core.history import plain_number


class PageForm(forms.Form):
    """Base of all forms on pages.

    Field names are the keyword names of the action that gets ``cleaned_data``.

    ``more`` names the fields shown only on demand; they must be optional or have an initial value. ``wide``
    names those that take the whole width. Messages for empty required fields are made from the label.
    """

    more: ClassVar[tuple[str, ...]] = ()
    wide: ClassVar[tuple[str, ...]] = ()
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            choosing = isinstance(field.widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple)
            field.error_messages["required"] = f"请{'选择' if choosing else '填写'}{field.label or name}。"
            _dress(field)

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.more and not self[name].is_hidden]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.more if name in self.fields]

    @property
    def more_open(self) -> bool:
        """Whether a folded field has an error and must be seen."""
        return any(name in self.errors for name in self.more)

    @property
    def has_files(self) -> bool:
        return self.is_multipart()


def _dress(field: forms.Field) -> None:
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        css = "form-check-input"
    elif isinstance(widget, forms.Select):
        css = "form-select"
    else:
        css = "form-control"
    widget.attrs["class"] = f"{css} {widget.attrs.get('class', '')}".strip()
    if isinstance(widget, forms.Textarea):
        widget.attrs["rows"] = widget.attrs.get("rows") if widget.attrs.get("rows") != "10" else "3"
    if isinstance(widget, forms.NumberInput):
        widget.attrs.setdefault("inputmode", "decimal")


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = DayInput
    default_error_messages = {"invalid": "请填写正确的日期，例如 2026-10-12。"}


class QuantityField(forms.DecimalField):
    """A quantity above zero with at most two decimals."""

    default_error_messages = {
        "invalid": "请填写数字，例如 20 或 2.5。",
        "min_value": "数量必须大于 0。",
        "max_digits": "数字太大，请核对。",
        "max_whole_digits": "数字太大，请核对。",
        "max_decimal_places": "最多两位小数。",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value <= 0:
            raise forms.ValidationError(self.error_messages["min_value"], code="min_value")

    def prepare_value(self, value: Any) -> Any:
        """``20.00`` stands in the box as people write it: 20."""
        return plain_number(value) if isinstance(value, Decimal) else value


class ReasonField(forms.CharField):
    """Why: asked wherever somebody else has to understand a refusal."""

    def __init__(self, label: str = "原因", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(label=label, **kwargs)


class StarsField(forms.TypedChoiceField):
    """A mark from 1 to 5."""

    def __init__(self, **kwargs: Any) -> None:
        words = ("很不满意", "不满意", "一般", "满意", "很满意")
        kwargs.setdefault("label", "评分")
        super().__init__(
            choices=[(mark, f"{mark} 分 · {word}") for mark, word in reversed(list(enumerate(words, start=1)))],
            coerce=int,
            widget=forms.RadioSelect,
            **kwargs,
        )


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files; gives a list. Size is limited here and again by the action."""

    widget = FilesInput

    def __init__(self, *, accept: str = "image/*,.pdf,.docx,.xlsx", most: int = 9, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.widget.attrs.update({"accept": accept, "multiple": True, "data-files": ""})

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        if len(given) > self.most:
            raise forms.ValidationError(f"一次最多上传 {self.most} 个文件。", code="too_many")
        for upload in given:
            if upload.size > settings.EVIDENCE_MAX_BYTES:
                limit = settings.EVIDENCE_MAX_BYTES // (1024 * 1024)
                raise forms.ValidationError(f"“{upload.name}”超过 {limit} MB，请压缩后再上传。", code="too_big")
        return [super(FilesField, self).clean(upload, initial) for upload in given]


class RowsField(forms.ModelChoiceField):
    """One record out of a queryset; the page turns the list into a box that can be searched."""

    default_error_messages = {"invalid_choice": "这一项不存在或您无权查看，请重新选择。"}

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "请选择")
        super().__init__(queryset, **kwargs)
        self.widget.attrs["data-pick"] = ""


class NoteForm(PageForm):
    """An optional remark."""

    note = forms.CharField(label="备注", required=False, max_length=500, widget=forms.Textarea)


class ReasonForm(PageForm):
    """A reason that the other side will read."""

    reason = ReasonField(help_text="对方会看到这段话，请写明原因和下一步怎么办。")
