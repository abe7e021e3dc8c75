"""An appeal that neighbours can meet is published as a need: what units offer then answers what residents ask."""

from datetime import date
from decimal import Decimal

from core.events import action
from core.permissions import Actor
from linkage.appeals.models import Appeal
from linkage.appeals.routes import routable, routed
from resources.actions.listings import listing_create, listing_submit
from resources.models import Need


@action
def appeal_to_need(
    *,
    actor: Actor,
    appeal: Appeal,
    title: str,
    category: str,
    quantity: Decimal | int | str,
    measure: str,
    due_on: date,
    description: str = "",
    version: int | None = None,
) -> Appeal:
    """Fill in a need of the place that handles the appeal and hand it in for review, with the appeal as its origin.

    The words of the need are read by units: what the appeal says is not put there unasked.
    """
    fresh = routable(actor, appeal, version)
    need = listing_create(
        actor=actor,
        kind=Need,
        owner=fresh.organization,
        title=title,
        category=category,
        quantity=quantity,
        measure=measure,
        due_on=due_on,
        description=description,
        origin=fresh,
    )
    listing_submit(actor=actor, listing=need)
    return routed(fresh, Appeal.Route.NEED, actor=actor, to=need)
