"""Showing a secret the one time that it is known."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from core.errors import DomainError
from web.access import is_fragment
from web.formpages import FormPage
from web.links import link
from web.records import REFUSED, RecordPage


class Secret(ABC):
    """What a secret is called and what is shown and said with it; mix it in before the pages that make one."""

    shown_as: ClassVar[str]
    warning: ClassVar[str] = "密钥只显示这一次，请立即复制并安全地交给对方。遗失后只能更换。"

    @abstractmethod
    def secret_facts(self, record: Any, secret: str) -> Sequence[tuple[str, str]]: ...


class SecretForm(FormPage):
    """A form whose action gives the new record and its secret; to be used with a ``Secret``."""

    made: tuple[Any, str] | None = None

    def post(self, request: Any, pk: int | None = None) -> HttpResponse:
        response = super().post(request, pk)
        return told(self, *self.made, at=self.record) if self.made else response

    def success_url(self, made: Any) -> str:
        self.made = made
        # The page that follows says so itself.
        list(messages.get_messages(self.request))
        return link(self.request, self.record, made[0].pk)


class SecretRecord(RecordPage):
    """A record with the act ``rotate``, whose action gives a new secret; to be used with a ``Secret``."""

    def post(self, request: Any, pk: int, verb: str = "") -> HttpResponse:
        if verb != "rotate":
            return super().post(request, pk, verb)
        self.record = self.find(pk)
        act = self.act(verb)
        form = act.form(request.POST) if act.form else None
        if form is not None and not form.is_valid():
            return self.ask(act, form, status=REFUSED)
        values = form.cleaned_data if form else {}
        try:
            secret = act.action(actor=self.actor, **{self.subject: self.record}, **values)
        except DomainError as error:
            return self.refused(act, form, error)
        return told(self, self.record, secret, at=self.name)


def told(page: Any, record: Any, secret: str, *, at: str) -> HttpResponse:
    context = {
        "title": page.shown_as,
        "warning": page.warning,
        "record": record,
        "facts": page.secret_facts(record, secret),
        "list_title": page.list_title,
        "list_url": link(page.request, page.list_name),
        "record_url": link(page.request, at, record.pk),
    }
    fragment = is_fragment(page.request, "dialog-body")
    return render(page.request, "web/admin/secret_body.html" if fragment else "web/admin/secret.html", context)
