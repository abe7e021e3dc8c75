"""Contact points and weak places: who of which level."""

from matrix.people import LEADER, OFFICE, STREET_A
from matrix.rows import nothing, reason, row
from patronage import contact_in, contact_terms, visit_in, weak_in
from stories import in_days

from linkage.contacts.actions import contactpoints, weakplaces

# Whoever is above community A, and may oversee it.
ABOVE = STREET_A | {LEADER, OFFICE}

row(contactpoints.contactpoint_bind, nothing, ABOVE, given=contact_terms)
row(
    contactpoints.contactpoint_bind,
    nothing,
    {LEADER, OFFICE},
    case="of-the-district",
    given=lambda cast: contact_terms(cast, by="leader"),
)
row(
    contactpoints.visit_record,
    contact_in,
    ABOVE,
    subject="contactpoint",
    given=lambda cast: {"visited_on": in_days(0), "summary": "走访"},
)
row(
    contactpoints.visit_edit,
    visit_in,
    ABOVE,
    subject="visit",
    given=lambda cast: {"visited_on": in_days(-2), "summary": "看望老党员"},
)
row(contactpoints.contactpoint_end, contact_in, ABOVE, subject="contactpoint", given=reason)
row(
    weakplaces.weakplace_name,
    nothing,
    ABOVE,
    given=lambda cast: {"organization": cast.community_a, "reason": "班子不健全"},
)
row(
    weakplaces.weakplace_name,
    nothing,
    {LEADER, OFFICE},
    case="the-street",
    given=lambda cast: {"organization": cast.street_a, "reason": "班子不健全"},
)
row(weakplaces.weakplace_accept, weak_in, ABOVE, subject="weakplace", given=lambda cast: {"outcome": "整改到位"})
