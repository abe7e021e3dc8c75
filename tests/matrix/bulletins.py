"""Bulletins: the district and its streets inform, those addressed sign for themselves."""

from typing import Any

from briefing import bulletin_in, bulletin_terms
from cast import Cast
from matrix.people import COMMUNITY_A, LEADER, OFFICE, STREET_A, UNIT_A
from matrix.rows import nothing, reason, row

from linkage.bulletins.actions import issuing, reading

DRAFTERS = STREET_A | {OFFICE}
ISSUERS = DRAFTERS | {LEADER}


def bulletin(status: str) -> Any:
    return lambda cast: bulletin_in(cast, status)


def changed(cast: Cast) -> dict[str, Any]:
    found = bulletin_terms(cast, title="改过的通知", files=[])
    del found["organization"]
    return found


row(issuing.bulletin_create, nothing, DRAFTERS, given=bulletin_terms)
row(
    issuing.bulletin_create,
    nothing,
    {OFFICE},
    case="of-the-district",
    given=lambda cast: bulletin_terms(cast, organization=cast.root, places=[cast.street_a]),
)
row(issuing.bulletin_edit, bulletin("draft"), DRAFTERS, subject="bulletin", given=changed)
row(issuing.bulletin_issue, bulletin("draft"), ISSUERS, subject="bulletin")
row(issuing.bulletin_withdraw, bulletin("issued"), ISSUERS, subject="bulletin", given=reason)
row(issuing.bulletin_urge, bulletin("issued"), DRAFTERS, subject="bulletin")
# The platform stands for nobody and signs for nobody.
row(reading.bulletin_sign, bulletin("issued"), COMMUNITY_A | UNIT_A, subject="bulletin", platform=False)
row(
    reading.bulletin_reply,
    lambda cast: bulletin_in(cast, "signed", units=[]),
    COMMUNITY_A,
    subject="bulletin",
    platform=False,
    given=lambda cast: {"reply": "已传达到每名党员"},
)
