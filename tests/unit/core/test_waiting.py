"""What waits for whom, of all kinds in one statement."""

import pytest
from callers import person
from cast import Cast
from django.test import Client
from stories import draft_listing, submitted_listing

from core import waiting
from core.permissions import Actor, Perm
from core.visibility import held, under
from core.waiting import Waiting, waiting_for, waits
from resources.models import Listing, Need
from web.desk import SHOWN


def drafts(actor: Actor):
    return Need.objects.visible_to(actor).filter(held(actor, Perm.LISTING_EDIT), status=Listing.Status.DRAFT)


def to_review(actor: Actor):
    reviews = under(actor.paths(Perm.LISTING_REVIEW))
    return Need.objects.visible_to(actor).filter(reviews, status=Listing.Status.SUBMITTED)


DRAFTS = Waiting(
    "test.draft", "没有提交的草稿", "pencil", Need, drafts, "title", "needs", {"status": "draft"},
    who="organization__name", due="due_on",
)  # fmt: skip
REVIEWS = Waiting("test.review", "等您审核的", "checkup-list", Need, to_review, "title", "needs", {"waits": "review"})


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_kinds", {})
    waits(DRAFTS, REVIEWS)


def test_each_kind_with_its_number_and_its_first_ones(cast: Cast, kinds: None, django_assert_num_queries) -> None:
    made = [draft_listing(cast) for _ in range(3)]
    submitted_listing(cast)
    actor = cast.actor("street_a")
    with django_assert_num_queries(1):
        ours, reviews = waiting_for(actor, shown=2)
    assert (ours.waiting, ours.total) == (DRAFTS, 3)
    assert [item.pk for item in ours.items] == [need.pk for need in made[:2]]
    assert (ours.items[0].who, ours.items[0].due_on) == ("新安居委会", made[0].due_on)
    assert (reviews.waiting, reviews.total, reviews.items[0].due_on) == (REVIEWS, 1, None)


def test_what_does_not_wait_is_not_told(cast: Cast, kinds: None) -> None:
    draft_listing(cast)
    submitted_listing(cast)
    for name in ("street_b", "community_b", "unit_a", "audit"):
        assert waiting_for(cast.actor(name), shown=5) == []
    (only,) = waiting_for(cast.actor("community_a"), shown=5)
    assert only.waiting == DRAFTS


def test_one_name_stands_for_one_kind(kinds: None) -> None:
    with pytest.raises(ValueError, match=r"test\.draft"):
        waits(Waiting("test.draft", "别的", "pencil", Need, drafts, "title", "needs"))


def test_the_workbench_shows_them(cast: Cast, kinds: None) -> None:
    for _ in range(SHOWN + 1):
        draft_listing(cast)
    browser = Client(HTTP_HOST="jingan.localhost")
    browser.force_login(cast.users["street_a"])
    page = browser.get("/workbench/").content.decode()
    assert "没有提交的草稿" in page
    assert "/needs/?status=draft" in page
    browser.force_login(cast.users["leader"])
    assert "没有提交的草稿" not in browser.get("/workbench/").content.decode()


def test_the_interface_tells_them(cast: Cast, kinds: None) -> None:
    need = draft_listing(cast)
    ask = "{ waiting { kind title total items { label who dueOn id } } }"
    (found,) = person(cast.users["community_a"]).ask(ask)["waiting"]
    assert (found["kind"], found["title"], found["total"]) == ("test.draft", "没有提交的草稿", 1)
    (item,) = found["items"]
    assert (item["label"], item["who"], item["dueOn"]) == (need.title, "新安居委会", need.due_on.isoformat())
    asked = person(cast.users["community_a"]).ask(f'{{ node(id: "{item["id"]}") {{ ... on Need {{ title }} }} }}')
    assert asked["node"]["title"] == need.title
    assert person(cast.users["unit_b"]).ask(ask)["waiting"] == []
