"""Terms of members that end: the office that keeps the body is told in time."""

from datetime import timedelta

from assemblies import body_in, seat_for
from cast import Cast
from stories import in_days

from core.outbox import deliver_waiting
from linkage.conferences.duties import whose_term_ends
from linkage.conferences.models import Body, ConferenceRules, Seat
from tenants.duties.running import say_new
from tenants.notices.models import Notice


def ending(body: Body, cast: Cast, *names: str, days: int) -> None:
    keys = [seat_for(body, cast, name).pk for name in names]
    Seat.objects.filter(pk__in=keys).update(term_ends_on=in_days(days))


def test_each_stage_is_said_of_all_whose_last_day_it_is(cast: Cast) -> None:
    body = body_in(cast)
    ending(body, cast, "unit_a", "community_a", days=40)
    last = in_days(40)
    for left, stages in ((31, []), (30, ["30"]), (8, ["30"]), (7, ["7"]), (1, ["1"]), (0, ["1"]), (-1, [])):
        found = list(whose_term_ends(last - timedelta(days=left)))
        assert [due.stage for due in found] == [f"{last} {stage}" for stage in stages], left
    [due] = whose_term_ends(last - timedelta(days=7))
    assert due.subject == body
    assert due.data["note"] == f"{cast.unit_a}、{cast.community_a}：任期还有 7 天届满（{last}）"


def test_who_was_given_up_or_sits_in_a_body_that_is_no_more_ends_nothing(cast: Cast) -> None:
    body = body_in(cast)
    ending(body, cast, "unit_a", days=5)
    Seat.objects.filter(pk=seat_for(body, cast, "unit_a").pk).update(ended_on=in_days(0))
    assert not list(whose_term_ends(in_days(0)))
    ending(body, cast, "community_a", days=5)
    assert list(whose_term_ends(in_days(0)))
    Body.objects.update(status="dissolved")
    assert not list(whose_term_ends(in_days(0)))


def test_the_office_is_told(cast: Cast) -> None:
    body = body_in(cast)
    ending(body, cast, "unit_a", days=5)
    assert say_new("conferences.terms", "body.seat_remind", whose_term_ends(in_days(0))) == 1
    deliver_waiting()
    told = Notice.objects.filter(event__verb="body.seat_remind").values_list("user__username", flat=True)
    assert cast.users["street_a"].username in told
    assert cast.users["unit_a"].username not in told
    ConferenceRules.objects.create(pk=1, term_days=[])
    assert not list(whose_term_ends(in_days(0)))
