"""The state table and the one function that moves a record along it."""

import pytest
from cast import Cast
from stories import draft_listing

from core.errors import NotFound, StaleVersion, WrongState
from core.events import action, together
from core.models import Event
from core.transitions import Transitions, advance, check, lock
from core.verbs import label_of
from resources.models import Need

TABLE = Transitions(
    "specimen", {("a", "go"): "b", ("a", "stop"): "c", ("b", "stop"): "c"}, {"go": "走", "stop": "停", "make": "造"}
)


def test_a_table_answers_what_is_possible() -> None:
    assert TABLE.verbs_from("a") == ["go", "stop"]
    assert TABLE.verbs_from("c") == []
    assert TABLE.target("b", "stop") == "c"
    assert TABLE.target("b", "go") is None


def test_a_table_names_its_verbs_for_the_time_line() -> None:
    assert label_of("specimen.go") == "走"
    assert label_of("specimen.make") == "造"


def test_a_verb_without_a_name_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no label"):
        Transitions("broken", {("a", "go"): "b"}, {})


def test_a_wrong_state_says_what_is_possible_instead(cast: Cast) -> None:
    need = draft_listing(cast)
    with pytest.raises(WrongState) as refused:
        check(need, "publish")
    assert refused.value.field == "status"
    assert "草稿" in refused.value.message
    assert "提交审核、撤回需求" in refused.value.message


def test_advancing_writes_status_version_changes_and_one_event(cast: Cast) -> None:
    need = draft_listing(cast)
    before = Event.objects.count()
    moved = submit(need, actor=cast.actor("community_a"), data={"note": "请审"}, title="新名称")
    need.refresh_from_db()
    assert (need.status, need.version, need.title) == ("submitted", 2, "新名称")
    assert moved.pk == need.pk
    event = Event.objects.latest("id")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.subject_type, event.subject_id) == ("need.submit", "resources.need", need.pk)
    assert event.data == {"from": "draft", "to": "submitted", "note": "请审"}


def test_the_row_is_read_again_and_not_believed(cast: Cast) -> None:
    stale = draft_listing(cast)
    submit(stale, actor=cast.actor("community_a"))
    assert stale.status == "draft"
    with pytest.raises(WrongState):
        submit(stale, actor=cast.actor("community_a"))


def test_a_version_seen_before_a_change_is_refused_and_nothing_changes(cast: Cast) -> None:
    need = draft_listing(cast)
    before = Event.objects.count()
    with pytest.raises(StaleVersion) as refused:
        submit(need, actor=cast.actor("community_a"), version=7)
    assert refused.value.field == "version"
    need.refresh_from_db()
    assert (need.status, need.version) == ("draft", 1)
    assert Event.objects.count() == before


def test_a_row_that_is_gone_is_not_found(cast: Cast) -> None:
    need = draft_listing(cast)
    Need.objects.filter(pk=need.pk).delete()
    with pytest.raises(NotFound):
        lock(need)


def test_together_each_row_is_read_once(cast: Cast, django_assert_num_queries) -> None:
    need = draft_listing(cast)
    with together():
        held = lock(need)
        with django_assert_num_queries(0):
            assert lock(Need(pk=need.pk)) is held
        moved = submit(need, actor=cast.actor("community_a"))
        assert moved is held
        with pytest.raises(StaleVersion):
            lock(need, version=need.version)
    assert lock(need) is not held
    assert lock(need).status == "submitted"


def test_together_nothing_is_left_of_what_fails(cast: Cast) -> None:
    need = draft_listing(cast)
    before = Event.objects.count()
    with pytest.raises(WrongState):
        submit_twice_together(need, cast)
    assert lock(need).status == "draft"
    assert Event.objects.count() == before


def test_a_locked_row_keeps_the_relations_that_still_hold(cast: Cast, django_assert_num_queries) -> None:
    need = draft_listing(cast)
    place = need.organization
    fresh = lock(need)
    with django_assert_num_queries(0):
        assert fresh.organization is place


def submit_twice_together(need: Need, cast: Cast) -> None:
    with together():
        submit(need, actor=cast.actor("community_a"))
        submit(need, actor=cast.actor("community_a"))


@action
def submit(need: Need, **given: object) -> Need:
    return advance(need, "submit", **given)
