"""Pages of contact points: who breaks the rules of cover."""

from datetime import timedelta

from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from patronage import contact_in, post_of, visit_in, weak_in
from stories import in_days

from core.events import now
from core.periods import Quarter
from linkage.contacts.models import ContactPoint, Visit
from tenants.org.models import Post
from tests.pages.test_units import book_of


def test_leaders_without_a_contact_point_are_shown(cast: Cast, browser) -> None:
    office, leader = browser("office"), post_of(cast, "leader")
    office.get("/contactpoints/cover/")
    with CaptureQueriesContext(connection) as alone:
        page = office.get("/contactpoints/cover/").text
    assert f"/posts/{leader.pk}/" in page
    assert "李书记（区委领导）" in page
    assert "没有联系点" in page
    assert office.get(f"/posts/{leader.pk}/").status_code == 200
    contact = contact_in(cast, by="leader")
    for name in ("office", "system"):
        Post.objects.create(
            user=cast.users[name], role="district_leader", organization=cast.root, starts_on=leader.starts_on
        )
    with CaptureQueriesContext(connection) as many:
        page = office.get("/contactpoints/cover/").text
    assert f"/contactpoints/{contact.pk}/" in page
    assert page.count("没有联系点") == 2
    assert len(many) <= len(alone) + 1
    assert "李书记" in office.get(f"/contactpoints/cover/?place={cast.community_a.code}").text
    assert "李书记" not in office.get(f"/contactpoints/cover/?place={cast.community_b.code}").text


def test_a_quarter_that_is_over_still_tells_who_was_not_visited(cast: Cast, browser) -> None:
    """In the first days of a quarter nobody has been visited: who broke the rule is known at its end."""
    before = Quarter.current().previous
    last = before.end.date() - timedelta(days=1)
    kept, broken, later, ended = (
        ContactPoint.objects.create(
            post=post_of(cast, name), leader=name, seat=cast.street_a, organization=cast.community_a, since=since
        )
        for name, since in (
            ("street_a", last - timedelta(days=40)),
            ("street_a_secretary", last - timedelta(days=40)),
            ("leader", last + timedelta(days=1)),
            ("office", last - timedelta(days=40)),
        )
    )
    ContactPoint.objects.filter(pk=ended.pk).update(status="ended", ended_on=last - timedelta(days=5))
    Visit.objects.create(contact=kept, visited_on=last, summary="走访", by_label="街道", at=now())
    weak_in(cast)
    street = browser("street_a")
    page = street.get(f"/contactpoints/cover/?quarter={before}").text
    assert f"/contactpoints/{broken.pk}/" in page
    for other in (kept, later, ended):
        assert f"/contactpoints/{other.pk}/" not in page, other.leader
    assert "没有领导联系的薄弱组织" not in page
    for wrong in ("2999Q1", "去年", ""):
        assert "没有领导联系的薄弱组织" in street.get(f"/contactpoints/cover/?quarter={wrong}").text
    lines = book_of(street.get(f"/contactpoints/cover/?quarter={before}&export=xlsx"))
    assert lines[0] == ("要求", "领导", "组织", "情况")
    assert [line[1:] for line in lines[1:]] == [("street_a_secretary", "新安居委会", "已走访 0 次，要求 1 次")]
    now_lines = book_of(street.get("/contactpoints/cover/?export=xlsx"))
    assert ("没有领导联系的薄弱组织") not in {line[0] for line in now_lines}, "all three look after it"
    told = street.get("/weakplaces/?leaderless=true").context["page"].paginator.count
    assert told == 0


def test_a_visit_is_corrected_on_its_page(cast: Cast, browser) -> None:
    visit, street = visit_in(cast), browser("street_a")
    address = f"/visits/{visit.pk}/"
    assert [act.verb for act, _ in street.get(address).context["acts"]] == ["edit"]
    assert [act.verb for act, _ in browser("community_a").get(address).context["acts"]] == []
    assert street.get(f"{address}edit/").context["form"]["summary"].value() == visit.summary
    given = {"visited_on": str(in_days(-3)), "summary": "看望老党员", "version": visit.version}
    street.post(f"{address}edit/", given)
    page = street.get(address).text
    assert "看望老党员" in page
    assert "修改走访记录" in page
    assert "走访情况已修改" in page
