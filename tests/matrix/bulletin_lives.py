"""How bulletins come into a state, and how each verb is done to them."""

from briefing import bulletin_in
from matrix.lives import Life

from core.permissions import SYSTEM
from linkage.bulletins.actions import issuing
from linkage.bulletins.models import Bulletin

LIVES = (
    Life(
        Bulletin,
        lambda cast, status, verb: bulletin_in(cast, status),
        {
            "issue": lambda row: issuing.bulletin_issue(actor=SYSTEM, bulletin=row),
            "urge": lambda row: issuing.bulletin_urge(actor=SYSTEM, bulletin=row),
            "withdraw": lambda row: issuing.bulletin_withdraw(actor=SYSTEM, bulletin=row, reason="重复发文"),
        },
    ),
)
