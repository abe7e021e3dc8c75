"""Forms with rows that can be added and taken away beneath them."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from web.access import SignedIn
from web.formpages import FormPage
from web.forms import PageForm

MOST_ROWS = 40


class RowedForm(PageForm):
    """The fields above the rows; valid when all of them are."""

    rows: "Sequence[forms.BaseFormSet[Any]]" = ()

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(rows.is_valid() for rows in self.rows)])


def formset_of(form: type[PageForm], extra: int) -> "type[forms.BaseFormSet[Any]]":
    return forms.formset_factory(
        form, extra=extra, can_delete=True, can_delete_extra=False, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


class RowsFormPage(FormPage):
    """A form page with rows of several kinds; ``row_url`` names the address that gives one more row."""

    kinds: ClassVar[Mapping[str, type[PageForm]]]
    words: ClassVar[Mapping[str, str]]
    hints: ClassVar[Mapping[str, str]]
    row_url: ClassVar[str]
    template = "web/rows_form.html"

    def dress(self, row: Any) -> None:
        """Give a row its choices."""

    def row_initial(self, kind: str) -> list[dict[str, Any]]:
        """Rows that stand there from the start."""
        return []

    def make(self, sent: HttpRequest | None) -> PageForm:
        form = super().make(sent)
        rows = [self._rows(kind, sent) for kind in self.kinds]
        form.rows = rows  # type: ignore[attr-defined]
        self.parts = [
            {
                "kind": kind,
                "word": self.words[kind],
                "hint": self.hints[kind],
                "rows": made,
                "next": made.total_form_count(),
                "url": self.row_url,
            }
            for kind, made in zip(self.kinds, rows, strict=True)
        ]
        self.form_rows = dict(zip(self.kinds, rows, strict=True))
        return form

    def _rows(self, kind: str, sent: HttpRequest | None) -> Any:
        initial = self.row_initial(kind)
        made = formset_of(self.kinds[kind], extra=0 if initial else 1)(
            sent.POST if sent else None, prefix=kind, initial=initial
        )
        for row in made:
            self.dress(row)
            if "DELETE" in row.fields:
                row.fields["DELETE"].label = "删去这一行"
                row.fields["DELETE"].widget.attrs["class"] = "form-check-input"
        return made

    def filled(self, kind: str) -> list[dict[str, Any]]:
        """Values of the rows that were filled in and not deleted."""
        return [
            row.cleaned_data
            for index, row in enumerate(self.form_rows[kind])
            if not row.cleaned_data.get("DELETE")
            and (row.has_changed() or index < self.form_rows[kind].initial_form_count())
        ]


class OneMoreRow(SignedIn):
    """One more empty row of a kind, for htmx."""

    page: ClassVar[type[RowsFormPage]]

    def dress(self, row: Any) -> None:
        """Give the row its choices."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kind, index = request.GET.get("kind", ""), request.GET.get("index", "")
        page = self.page
        if kind not in page.kinds or not (index.isascii() and index.isdecimal()) or int(index) >= MOST_ROWS:
            raise Http404("不能再增加了。")
        row = page.kinds[kind](prefix=f"{kind}-{int(index)}", empty_permitted=True)
        self.dress(row)
        part = {"kind": kind, "word": page.words[kind], "next": int(index) + 1, "url": page.row_url}
        return render(request, "web/parts/row_added.html", {"row": row, "part": part})
