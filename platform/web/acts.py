"""Buttons: which verbs a person may do to a record now, and doing them."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from core.errors import DomainError
from core.permissions import Actor, Perm, Place, above


@dataclass(frozen=True)
class Act:
    """One verb on a record.

    ``action`` is called as ``action(actor=…, <subject>=record, **form.cleaned_data)`` and, if it takes one,
    with the ``version`` the person saw. The button appears when the record's ``TRANSITIONS`` admit ``verb``
    from its status (models without a status: always), the actor holds ``permission`` at ``record.place``,
    and ``when`` agrees. ``at`` replaces the place that is asked, for acts of the other side (the unit that
    claims, the party that signs); ``subject`` replaces the page's keyword for the record.

    Without a form and without ``consequence`` the button acts at once; otherwise a dialog asks first, shows
    ``consequence`` (what will follow, a full sentence) and the form. ``danger`` colours it and puts it last.
    """

    verb: str
    label: str
    action: Callable[..., Any]
    permission: Perm
    icon: str = "check"
    form: type[forms.Form] | None = None
    consequence: str = ""
    done: str = ""
    danger: bool = False
    main: bool = False
    subject: str = ""
    at: Callable[[Any], Any] | None = None
    when: Callable[[Any, Actor], bool] | None = None
    # What is typed is kept in the browser until it is accepted, but for what must leave no trace.
    traceless: bool = False

    @property
    def asks(self) -> bool:
        return self.form is not None or bool(self.consequence)

    @property
    def done_text(self) -> str:
        return self.done or f"已{self.label}。"

    def may(self, actor: Actor, record: Any) -> bool:
        """Whether the button is shown. The action itself checks again: this decides only what is offered."""
        transitions = getattr(record, "TRANSITIONS", None)
        if (
            transitions is not None
            and self.verb in transitions.labels
            and (transitions.target(record.status, self.verb) is None)
        ):
            return False
        place = self.at(record) if self.at else record.place
        return actor.can(self.permission, place) and (self.when is None or self.when(record, actor))

    def run(self, *, actor: Actor, subject: str, record: Any, values: Mapping[str, Any], version: int | None) -> Any:
        """Call the action; refusals pass through as ``DomainError``."""
        return call(self.action, version=version, actor=actor, **{self.subject or subject: record}, **values)


def level_above(record: Any) -> Place:
    """Where what concerns a record is decided by those above, for ``Act.at``."""
    return above(record.place)


def call(action: Callable[..., Any], *, version: int | None, **given: Any) -> Any:
    """Call an action, with the version the person saw if it takes one."""
    if version is not None and "version" in inspect.signature(action).parameters:
        given["version"] = version
    return action(**given)


def seen_version(request: HttpRequest) -> int | None:
    """The version that the form was made from."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def offered(acts: tuple[Act, ...], actor: Actor, record: Any) -> list[Act]:
    """The acts this person may do now: the main one first, dangerous ones last."""
    may = [act for act in acts if act.may(actor, record)]
    return sorted(may, key=lambda act: (act.danger, not act.main))


def blame(form: forms.Form, error: DomainError) -> None:
    """Put a refusal beside the field it names, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, error.message)
