"""What a receiver is told: which event, about what, where. The record itself it reads through the interface."""

from typing import Any

import orjson
from django.utils import timezone

from api import types  # noqa: F401 - registers the records whose ids are written
from api.hooks.models import WebhookDelivery
from api.rows.ids import global_id
from api.rows.pages import write_cursor
from api.rows.records import record_for
from core.history import describe
from core.models import Event
from core.periods import SHANGHAI
from core.permissions import ROOT
from tenants.org.models import Organization, ResidentUnit


def body_of(delivery: WebhookDelivery) -> str:
    """The body as JSON. Made once for each delivery and then kept, so that every attempt sends the same bytes."""
    event = delivery.event
    moment = event.at if event is not None else timezone.now()
    content = {
        "type": delivery.verb,
        "timestamp": moment.astimezone(SHANGHAI).isoformat(),
        "data": _told(event) if event is not None else _ping(),
    }
    return orjson.dumps(content).decode()


def _told(event: Event) -> dict[str, Any]:
    record = record_for(event.subject_type)
    places = {place.path: place for place in Organization.objects.filter(path__in=[ROOT.path, event.organization_path])}
    place = places.get(event.organization_path)
    unit = ResidentUnit.objects.filter(pk=event.unit_id).first() if event.unit_id is not None else None
    return {
        "event": global_id("Event", event.pk),
        "cursor": write_cursor([event.pk]),
        "what": describe(event).what,
        "actor": event.actor_label,
        "subject": {
            "id": global_id(record._meta.name, event.subject_id) if record is not None else None,
            "label": event.subject_label,
        },
        "organization": _place(place),
        "unit": {"id": global_id("ResidentUnit", unit.pk), "name": unit.name} if unit is not None else None,
        "district": _place(places.get(ROOT.path)),
        "requestId": event.request_id,
    }


def _ping() -> dict[str, Any]:
    return {"district": _place(Organization.objects.filter(path=ROOT.path).first())}


def _place(place: Organization | None) -> dict[str, str] | None:
    """A place of the event's day that has moved since is not found under its path of then."""
    if place is None:
        return None
    return {"id": global_id("Organization", place.pk), "code": place.code, "name": place.name}
