"""The keepers of a client are told before its last day and after it, once each, whatever runs were missed."""

from datetime import date, datetime, timedelta

import pytest
from cast import Cast
from database import NEIGHBOUR
from django_tenants.utils import schema_context

from api.actions.clients import OVER, client_disable, client_limit, client_register, client_remind, reminder_of
from api.models import Client
from api.reminders import terms
from core.errors import NotAllowed, WrongState
from core.events import action_day, at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
from core.permissions import SYSTEM
from tenants.notices.models import Notice

LAST = today() + timedelta(days=60)


@pytest.fixture
def client(cast: Cast) -> Client:
    found, _ = client_register(
        actor=cast.actor("security"), name="数据中台", purpose="汇总", at=cast.street_a, scopes=["view"]
    )
    return client_limit(actor=cast.actor("security"), client=found, expires_on=LAST, networks=[])


def told(days: int) -> list[str]:
    """What is said by a run so many days before the last day."""
    before = Event.objects.count()
    moment = datetime.combine(LAST - timedelta(days=days), datetime.min.time(), SHANGHAI) + timedelta(hours=9)
    with at_moment(moment):
        terms(action_day())
    return [event.verb for event in Event.objects.order_by("id")[before:]]


def test_each_is_said_once(client: Client) -> None:
    said = {days: told(days) for days in range(60, -5, -1)}
    assert {days: verbs for days, verbs in said.items() if verbs} == {
        30: ["client.remind"],
        7: ["client.remind"],
        1: ["client.remind"],
        -1: ["client.expire"],
    }
    notes = [event.data["note"] for event in Event.objects.filter(verb="client.remind").order_by("id")]
    assert notes == [f"最后可用日 {LAST}，还有 {days} 天" for days in (30, 7, 1)]


def test_several_runs_a_day_say_it_once(client: Client) -> None:
    assert [told(30) for _ in range(3)] == [["client.remind"], [], []]


@pytest.mark.parametrize(("missed_until", "verb", "then"), [(28, "client.remind", 7), (3, "client.remind", 1)])
def test_a_missed_run_is_made_up_for(client: Client, missed_until: int, verb: str, then: int) -> None:
    assert told(missed_until) == [verb]
    assert told(missed_until - 1) == []
    assert told(then) == ["client.remind"]


def test_after_a_long_standstill_only_what_is_so_is_said(client: Client) -> None:
    assert told(-20) == ["client.expire"]
    assert told(-21) == []


def test_on_the_last_day_itself(client: Client) -> None:
    assert told(0) == ["client.remind"]
    assert Event.objects.get(verb="client.remind").data["note"].endswith("就是今天")


def test_a_longer_term_begins_anew(cast: Cast, client: Client) -> None:
    told(7)
    client.refresh_from_db()
    client_limit(actor=cast.actor("security"), client=client, expires_on=LAST + timedelta(days=365), networks=[])
    assert told(1) == []
    client_limit(actor=cast.actor("security"), client=client, expires_on=LAST, networks=[])
    assert told(7) == ["client.remind"]
    # Other networks are no new term.
    client_limit(actor=cast.actor("security"), client=client, expires_on=LAST, networks=["10.0.0.1"])
    assert told(6) == []


def test_nothing_is_said_of_others(cast: Cast, client: Client) -> None:
    client_limit(actor=cast.actor("security"), client=client, expires_on=None, networks=[])
    assert told(1) == []
    client_limit(actor=cast.actor("security"), client=client, expires_on=LAST, networks=[])
    client_disable(actor=cast.actor("security"), client=client, reason="合作结束")
    assert told(1) == []


def test_the_keepers_of_the_district_are_told(cast: Cast, neighbour: Cast, client: Client) -> None:
    told(7)
    deliver_waiting()
    (notice,) = Notice.objects.filter(event__verb="client.remind")
    assert notice.user == cast.users["security"]
    assert notice.text == f"系统 第三方应用即将到期：数据中台（最后可用日 {LAST}，还有 7 天）"
    with schema_context(NEIGHBOUR):
        assert not Notice.objects.filter(event__verb="client.remind").exists()


def test_by_its_keepers_and_when_it_is_time(cast: Cast, client: Client) -> None:
    with pytest.raises(NotAllowed):
        client_remind(actor=cast.actor("street_a"), client=client)
    with pytest.raises(WrongState):
        client_remind(actor=SYSTEM, client=client)


def test_one_that_fails_holds_nobody_up(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    other, _ = client_register(
        actor=cast.actor("security"), name="大屏", purpose="展示", at=cast.street_a, scopes=["view"]
    )
    client_limit(actor=cast.actor("security"), client=other, expires_on=LAST, networks=[])
    real = client_remind

    def picky(*, actor: object, client: Client) -> Client:
        if client.name == "数据中台":
            raise WrongState("刚刚变了。")
        return real(actor=actor, client=client)  # type: ignore[arg-type]

    monkeypatch.setattr("api.reminders.client_remind", picky)
    assert told(7) == ["client.remind"]
    assert Event.objects.get(verb="client.remind").subject_label == "大屏"


def test_the_stages() -> None:
    def stage(left: int, reminded: int | None = None) -> int | None:
        return reminder_of(Client(expires_on=date(2026, 6, 1), reminded=reminded), date(2026, 6, 1) - timedelta(left))

    assert [stage(left) for left in (31, 30, 8, 7, 2, 1, 0, -1)] == [None, 30, 30, 7, 7, 1, 1, OVER]
    assert [stage(left, 7) for left in (7, 3, 1, -1)] == [None, None, 1, OVER]
    assert stage(-5, OVER) is None
