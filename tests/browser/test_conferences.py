"""A meeting in the browser: the secretary at a desk, a member on a phone, two taps to vote."""

import pytest
from assemblies import body_in, decision_in, meeting_in, proposal_in, topic_in
from cast import Cast
from database import SCHEMA
from django_tenants.utils import schema_context
from samples import photo
from screens import PHONE, check

from linkage.conferences.actions.topics import paper_add
from linkage.conferences.models import Meeting, Topic
from linkage.proposals.models import Proposal

pytestmark = pytest.mark.browser


def fill(cast: Cast) -> None:
    decision_in(cast, "issued")
    topic = topic_in(cast, "accepted")
    paper_add(actor=cast.actor("unit_a"), topic=topic, papers=[photo()])
    topic_in(cast, "voting", secret=True)
    topic_in(cast, "voting")
    meeting_in(cast, "notified", body=body_in(cast))
    for status in ("submitted", "assigned", "answered", "closed"):
        proposal_in(cast, status)


def meeting(status: str) -> Meeting:
    with schema_context(SCHEMA):
        return Meeting.objects.filter(status=status).latest("pk")


def vote() -> Topic:
    """The topic in the open that is being voted on."""
    with schema_context(SCHEMA):
        return Topic.objects.filter(status="voting", secret=False).latest("pk")


def answered() -> Proposal:
    with schema_context(SCHEMA):
        return Proposal.objects.filter(status="answered").latest("pk")


def test_every_page_is_fit_to_be_seen(visit, site) -> None:
    issued, topic = meeting("issued"), vote()
    pages = {
        "meetings": "/meetings/",
        "bodies": "/bodies/",
        "body": f"/bodies/{issued.body_id}/",
        "meeting-issued": f"/meetings/{issued.pk}/",
        "meeting-voting": f"/meetings/{topic.meeting_id}/",
        "decisions": "/decisions/",
        "decision-new": f"/meetings/{topic.meeting_id}/decisions/new/",
        "proposals": "/proposals/",
        "topic": f"/topics/{topic.pk}/",
    }
    page = visit("/meetings/", who="street_a")
    for name, address in pages.items():
        page.goto(address)
        check(page, f"conference-{name}")


def test_a_member_confirms_and_votes_in_two_taps(visit, site) -> None:
    page = visit(f"/meetings/{meeting('notified').pk}/", who="unit_a", size=PHONE)
    check(page, "conference-member")
    page.get_by_role("button", name="参加").tap()
    page.get_by_text("已答复参加").wait_for()

    address = f"/meetings/{vote().meeting_id}/"
    page = visit(address, who="unit_a_head", size=PHONE)
    check(page, "conference-vote")
    page.get_by_text("赞成", exact=True).tap()
    page.get_by_role("button", name="投票").tap()
    page.get_by_text("已投票。").wait_for()
    assert page.url.endswith(address)


def test_a_proposal_is_judged_on_the_phone(visit, site) -> None:
    page = visit(f"/proposals/{answered().pk}/", who="unit_a", size=PHONE)
    check(page, "conference-proposal")
    page.get_by_role("link", name="反馈满意度").tap()
    page.locator("#dialog").get_by_text("基本满意").tap()
    page.locator("#dialog").get_by_role("button", name="反馈满意度").tap()
    page.get_by_text("已反馈。").wait_for()
