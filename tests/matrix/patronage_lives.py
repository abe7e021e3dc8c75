"""How contact points and weak places come into a state, and how each verb is done to them."""

from matrix.lives import Life
from patronage import contact_in, weak_in
from stories import in_days

from core.permissions import SYSTEM
from linkage.contacts.actions import contactpoints, weakplaces
from linkage.contacts.models import ContactPoint, WeakPlace


def visited(row: ContactPoint) -> ContactPoint:
    given = {"visited_on": in_days(0), "summary": "走访"}
    contact: ContactPoint = contactpoints.visit_record(actor=SYSTEM, contactpoint=row, **given).contact
    return contact


PATRONAGE = (
    Life(
        ContactPoint,
        lambda cast, status, verb: contact_in(cast, status),
        {
            "visit": visited,
            "end": lambda row: contactpoints.contactpoint_end(actor=SYSTEM, contactpoint=row, reason="分工调整"),
        },
    ),
    Life(
        WeakPlace,
        lambda cast, status, verb: weak_in(cast, status),
        {"accept": lambda row: weakplaces.weakplace_accept(actor=SYSTEM, weakplace=row, outcome="整改到位")},
    ),
)
