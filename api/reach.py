"""The place of which a figure is asked: one's own, or one below it."""

from django.db import models

from api.rows.ids import key_of
from core.errors import NotAllowed, NotFound
from core.permissions import DOMAINS, Actor
from core.scopes import READ, domain_read, reads
from tenants.org.models import Organization


def place_asked(actor: Actor, given: str | None, what: str, model: type[models.Model] | None = None) -> Organization:
    """The place of this global id, or the caller's own.

    ``what`` begins the sentence for those who stand for no place. Raises ``NotAllowed`` as well for a client that may
    not read records of the ``model`` that are counted.
    """
    paths = actor.paths()
    if not paths:
        raise NotAllowed(f"{what}供区、街道和社区查看。")
    if model is not None and not reads(actor, model):
        domain = domain_read(model)
        raise NotAllowed(f"{what}需要“{domain}{READ}”（查看{DOMAINS[domain]}）权限，请联系区安全管理员。")
    rule = {"path": paths[0]} if given is None else {"pk": key_of(given, "Organization", field="place")}
    found: Organization | None = Organization.objects.filter(**rule).first()
    if found is None or not any(found.path.startswith(own) for own in paths):
        raise NotFound(field="place")
    return found
