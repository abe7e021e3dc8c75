"""Pages of contact points: who breaks the rules of cover."""

from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from patronage import contact_in, post_of

from tenants.org.models import Post


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
