"""The form framework: a page with one form that calls one action.

See docs/pages.md for a copyable example.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from core.errors import DomainError
from web.access import SignedIn, answer
from web.acts import blame, call, seen_version
from web.forms import PageForm
from web.links import link
from web.records import REFUSED

REMEMBERED = "remembered"


class FormPage(SignedIn):
    """A form. Subclass it and declare; with ``model`` and a ``pk`` in the address it changes a record.

    ``action`` is called as ``action(actor=…, **form.cleaned_data)``, for a change also with
    ``<subject>=record``. ``remember`` names fields whose last value is offered again next time (kept in the
    session). What is typed is kept in the browser until it has been accepted, and a refusal keeps everything
    but chosen files.
    """

    form: ClassVar[type[PageForm]]
    action: ClassVar[Callable[..., Any]]
    title: ClassVar[str]
    lead: ClassVar[str] = ""
    submit: ClassVar[str] = "保存"
    done: ClassVar[str] = "已保存。"
    record: ClassVar[str]
    list_name: ClassVar[str]
    list_title: ClassVar[str]
    model: ClassVar[type[Model] | None] = None
    subject: ClassVar[str] = ""
    select_related: ClassVar[tuple[str, ...]] = ()
    remember: ClassVar[tuple[str, ...]] = ()
    template: ClassVar[str] = "web/form.html"
    object: Any = None

    # --- what a subclass may say ---------------------------------------------------------------------------

    def initial(self) -> dict[str, Any]:
        """First values: from the place, the record or the address."""
        return {}

    def limit(self, form: PageForm) -> None:
        """Narrow choices to what this person may choose."""

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        """From the form's values to the action's keywords."""
        return values

    def heading(self) -> str:
        return self.title

    @property
    def draft_key(self) -> str:
        """Under which name the browser keeps what is typed; one for each thing that the page is about."""
        return self.request.path

    # --- answering -----------------------------------------------------------------------------------------

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        self.find(pk)
        return self.show(self.make(None))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        self.find(pk)
        form = self.make(request)
        if not form.is_valid():
            return self.show(form, status=REFUSED)
        arguments = self.arguments(dict(form.cleaned_data))
        if self.model is not None:
            arguments[self.subject] = self.object
        try:
            made = call(type(self).action, version=seen_version(request), actor=self.actor, **arguments)
        except DomainError as error:
            blame(form, error)
            return self.show(form, status=REFUSED)
        self.keep(form)
        messages.success(request, self.done)
        to = self.success_url(made)
        if request.htmx:  # type: ignore[attr-defined]
            return answer(HttpResponse(), HX_Redirect=to)
        return HttpResponseRedirect(to)

    def find(self, pk: int | None) -> None:
        if self.model is None:
            return
        rows = self.model.objects.visible_to(self.actor)  # type: ignore[attr-defined]
        if self.select_related:
            rows = rows.select_related(*self.select_related)
        self.object = rows.filter(pk=pk).first() if pk is not None and pk < 2**63 else None
        if self.object is None:
            raise Http404("没有找到这条记录，它可能已被删除，或您无权查看。")

    def make(self, sent: HttpRequest | None) -> PageForm:
        remembered = self.request.session.get(REMEMBERED, {}).get(self.form.__name__, {})
        initial = {**remembered, **self.initial()}
        form = self.form(sent.POST, sent.FILES, initial=initial) if sent else self.form(initial=initial)
        self.limit(form)
        return form

    def keep(self, form: PageForm) -> None:
        if self.remember:
            kept = self.request.session.get(REMEMBERED, {})
            kept[self.form.__name__] = {name: form.data.get(name, "") for name in self.remember}
            self.request.session[REMEMBERED] = kept

    def success_url(self, made: Any) -> str:
        return link(self.request, self.record, (made or self.object).pk)

    def show(self, form: PageForm, status: int = 200) -> HttpResponse:
        context = {
            "view": self,
            "form": form,
            "title": self.heading(),
            "object": self.object,
            "action_url": self.request.get_full_path(),
            "back_url": link(self.request, self.record, self.object.pk)
            if self.object is not None
            else link(self.request, self.list_name),
            "list_url": link(self.request, self.list_name),
        }
        return render(self.request, self.template, context, status=status)
