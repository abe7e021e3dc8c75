"""From a meeting, a topic or a decision to the form of a problem that comes out of it."""

from collections.abc import Iterator

from django.http import HttpRequest

from core.permissions import Actor, Perm
from linkage.conferences.naming import Named, key_of
from web.links import link


def problem_link(request: HttpRequest, actor: Actor, record: Named) -> Iterator[tuple[str, str, str]]:
    """For those who register problems."""
    if actor.can_anywhere(Perm.PROBLEM_REPORT):
        yield "登记问题", "alert-circle", link(request, "problem-new", **{"from": key_of(record)})
