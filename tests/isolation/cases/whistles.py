"""诉求 and 吹哨报到: three levels see every answer; departments see what they are called to, and nothing more."""

from cast import Cast
from isolation.rows import PLACE_A, case, lives
from whistle_stories import appeal_in, response_in, whistle_in

from linkage.appeals.actions.appeals import appeal_transfer
from linkage.appeals.models import Appeal
from linkage.whistles.models import Whistle, WhistleFile, WhistleResponse

CALLED = PLACE_A | {"department"}


@lives
def live(cast: Cast) -> None:
    appeal_in(cast, "answered")
    response_in(cast, "finished")


def handed_up(cast: Cast) -> Appeal:
    """Handled by the street; the community in which it was raised goes on seeing it."""
    row = appeal_in(cast, "accepted")
    return appeal_transfer(actor=cast.actor("community_a"), appeal=row, organization=cast.street_a, reason="需协调")


case("appeal", Appeal, lambda cast: appeal_in(cast, "registered"), PLACE_A)
case("appeal at the street", Appeal, handed_up, PLACE_A)
case("whistle without departments", Whistle, lambda cast: whistle_in(cast, "blown"), PLACE_A)
case("whistle of a department", Whistle, lambda cast: whistle_in(cast, "assigned"), CALLED)
case("response of a department", WhistleResponse, lambda cast: response_in(cast, "responded"), CALLED)
case("file of a response", WhistleFile, lambda cast: response_in(cast, "finished").files.first(), CALLED)
