"""Scopes: what a third-party client may, domain by domain.

A scope is the name of a permission (``claim.confirm``) or ``domain.view``: to read the records of that domain alone.
Whoever holds the scope ``view`` reads all of them; personnel matters are read with the records of which they are.
Places and departments are read by whoever reads anything at all.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from django.apps import apps
from django.db import models

from core.permissions import DOMAINS, READING, Actor, Perm

READ = ".view"
# Domains that are not read by themselves: the client's own affairs, and what stands on problems.
_UNREAD = ("view", "webhook", "document", "rectification")
# By scope, what it lets read.
READ_SCOPES = {f"{domain}{READ}": f"查看{label}" for domain, label in DOMAINS.items() if domain not in _UNREAD}
READ_SCOPES["problem.view"] = "查看问题和整改"


def scope_names() -> dict[str, str]:
    """Every scope with its name: reading before doing, in the order of the domains and permissions."""
    return READ_SCOPES | {
        permission.value: permission.label for permission in Perm if permission is not Perm.PERSONNEL_VIEW
    }


def reads_something(scopes: Iterable[str]) -> bool:
    return any(scope == Perm.VIEW or scope in READ_SCOPES for scope in scopes)


def confined(actor: Actor, scopes: Iterable[str]) -> Actor:
    """The actor with no more than the scopes allow."""
    held = frozenset(scopes)
    permissions = {permission for permission in Perm if permission.value in held}
    if Perm.VIEW in permissions:
        return actor.only(permissions | READING)
    domains = frozenset(scope.removesuffix(READ) for scope in held if scope in READ_SCOPES)
    if domains:
        permissions |= READING
    return replace(actor.only(permissions), domains=domains)


def within(actor: Actor, domains: Iterable[str] | None) -> Actor:
    """The actor, reading no more than these domains; None leaves what it reads."""
    if domains is None:
        return actor
    given = frozenset(domains)
    return replace(actor, domains=given if actor.domains is None else actor.domains & given)


@cache
def domain_read(model: type[models.Model]) -> str:
    """The domain of which a model's records are, as the model or else its app says; none for what all readers see."""
    own: str | None = getattr(model, "domain", None)
    return getattr(apps.get_app_config(model._meta.app_label), "domain", "") if own is None else own


def reads(actor: Actor, model: type[models.Model]) -> bool:
    """Whether the actor may read records of this kind at all; which of them is up to ``visible_to``."""
    return actor.domains is None or (domain_read(model) or None) in {None, *actor.domains}


def types_read(actor: Actor) -> list[str]:
    """The kinds of records that the actor may read, as events name their subjects."""
    return sorted(model._meta.label_lower for model in apps.get_models() if reads(actor, model))
