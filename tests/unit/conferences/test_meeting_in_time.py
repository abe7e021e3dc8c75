"""Bodies that have to meet: what waits for their office, and the day on the calendar."""

from datetime import date

from assemblies import body_of, meeting_in
from callers import person
from cast import Cast
from stories import in_days

from core.duedates import due_between
from core.permissions import Actor
from core.waiting import all_kinds, waiting_for
from linkage.conferences.models import Body
from linkage.supervision.models import SupervisionRules


def waiting(actor: Actor) -> list[tuple[str, date | None]]:
    kinds = [kind for kind in all_kinds() if kind.kind == "body.meet"]
    return [(item.label, item.due_on) for found in waiting_for(actor, shown=5, kinds=kinds) for item in found.items]


def meets_by(body: Body, days: int) -> None:
    Body.objects.filter(pk=body.pk).update(meet_by=in_days(days))


def test_it_waits_for_its_own_office_from_the_day_it_turns_blue(cast: Cast) -> None:
    body = body_of(cast)
    street = cast.actor("street_a")
    for days, expected in ((11, []), (10, [(body.name, in_days(10))]), (-40, [(body.name, in_days(-40))])):
        meets_by(body, days)
        assert waiting(street) == expected, days
    for name in ("office", "leader", "community_a", "street_b", "unit_a", "member"):
        assert waiting(cast.actor(name)) == [], name
    SupervisionRules.objects.create(pk=1, soon_days=3)
    meets_by(body, 4)
    assert waiting(street) == []


def test_it_waits_no_longer_once_members_were_told_of_a_meeting(cast: Cast) -> None:
    meeting = meeting_in(cast, "draft")
    meets_by(meeting.body, -1)
    assert len(waiting(cast.actor("street_a"))) == 1
    told = meeting_in(cast, "notified", body=meeting.body)
    assert told.body == meeting.body
    assert waiting(cast.actor("street_a")) == []


def test_a_dissolved_body_meets_no_more(cast: Cast) -> None:
    body = body_of(cast)
    meets_by(body, -1)
    Body.objects.update(status="dissolved")
    assert waiting(cast.actor("street_a")) == []
    assert calendar(cast.actor("street_a")) == []


def calendar(actor: Actor, **how: bool) -> list[tuple[str, date, bool]]:
    found = due_between(actor, in_days(-60), in_days(60), kinds=["body.meet"], **how)
    return [(due.label, due.day, due.done) for due in found]


def test_the_calendar_shows_by_when_it_has_to_meet(cast: Cast) -> None:
    body = body_of(cast)
    meets_by(body, 30)
    line = [(body.name, in_days(30), False)]
    for name in ("street_a", "office", "leader"):
        assert calendar(cast.actor(name)) == line, name
    assert calendar(cast.actor("street_a"), own=True) == line
    assert calendar(cast.actor("office"), own=True) == []
    assert calendar(cast.actor("street_b")) == []
    assert calendar(cast.actor("unit_b")) == []


def test_both_through_the_interface(cast: Cast) -> None:
    body = body_of(cast)
    meets_by(body, -1)
    text = "{ waiting { kind total items { id dueOn } } }"
    found = person(cast.users["street_a"]).ask(text)["waiting"]
    (mine,) = [each for each in found if each["kind"] == "body.meet"]
    assert (mine["total"], mine["items"][0]["dueOn"]) == (1, str(in_days(-1)))
