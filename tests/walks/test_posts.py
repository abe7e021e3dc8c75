"""兼职委员、交叉任职、挂职 (S0-4, S2 §四(二)): appointed with a home unit and a term, reminded, and lost on leaving."""

from datetime import datetime, time, timedelta

from cast import Cast
from django.test import Client
from stories import agreement_in, agreement_terms, in_days, newcomer

from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
from core.permissions import Perm
from linkage.actions.agreements import PartyDraft
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.actions.posts import post_appoint, post_end
from tenants.org.actors import actor_of
from tenants.org.models import Post
from tenants.org.reminders import terms_ended
from tests.pages.test_units import book_of
from tests.walks.test_clusters import signed_in


def committee_member(cast: Cast, **changes) -> Post:
    """Somebody of unit A who sits in the committee of street A."""
    user = newcomer(cast)
    security = cast.actor("security")
    post_appoint(actor=security, user=user, role="unit_liaison", at=cast.unit_a, starts_on=today())
    given = {"role": "committee_member", "at": cast.street_a, "kind": "concurrent", "home_unit": cast.unit_a}
    return post_appoint(actor=security, user=user, starts_on=today(), **{**given, **changes})


def test_who_leaves_the_unit_loses_the_post_and_the_agreements_are_told(cast: Cast) -> None:
    member = committee_member(cast)
    parties = [PartyDraft(cast.unit_a, liaison=member.user.name)]
    agreement = agreement_in(cast, "active", **{"parties": parties, **agreement_terms(cast, parties=parties)})
    own = Post.objects.get(user=member.user, unit=cast.unit_a)
    post_end(actor=cast.actor("security"), post=own, reason="调离")
    member.refresh_from_db()
    assert member.ends_on == today()
    assert actor_of(member.user).grants == ()
    ended = Event.objects.get(verb="post.end", subject_id=member.pk)
    assert "江宁中学" in ended.data["reason"]
    told = Event.objects.get(verb="agreement.renew_liaison")
    assert told.subject_id == agreement.pk
    deliver_waiting()
    assert Notice.objects.filter(event=told, user=cast.users["unit_a"]).exists()


def test_who_still_holds_a_post_there_keeps_what_is_held_for_the_unit(cast: Cast) -> None:
    member = committee_member(cast)
    security = cast.actor("security")
    post_appoint(actor=security, user=member.user, role="unit_head", at=cast.unit_a, starts_on=today())
    post_end(actor=security, post=Post.objects.get(user=member.user, role="unit_liaison"), reason="改任负责人")
    member.refresh_from_db()
    assert member.ends_on is None
    assert not Event.objects.filter(verb="agreement.renew_liaison").exists()


def test_the_end_of_a_term_is_called_to_mind_once_at_each_stage(cast: Cast) -> None:
    member = committee_member(cast, kind="seconded", ends_on=in_days(60))
    for before in (40, 29, 28, 6, 0):
        moment = datetime.combine(member.ends_on - timedelta(days=before), time(10), tzinfo=SHANGHAI)
        while moment.weekday() >= 5:
            moment -= timedelta(days=1)
        run_duties(moment)
    told = Event.objects.filter(verb="post.remind", subject_id=member.pk)
    assert 2 <= told.count() <= 3
    assert all("届满" in event.data["note"] for event in told)
    deliver_waiting()
    assert Notice.objects.filter(event__in=told, user=cast.users["security"]).count() == told.count()
    assert Notice.objects.filter(event__in=told, user=cast.users["street_a"]).exists()


def test_the_list_shows_who_holds_what_until_when(cast: Cast, django_assert_max_num_queries) -> None:
    member = committee_member(cast, ends_on=in_days(10))
    street, other = signed_in(cast, "street_a"), signed_in(cast, "street_b")
    street.get("/posts/")  # the first visit is noted in the session
    with django_assert_max_num_queries(12):
        page = street.get("/posts/?kind=concurrent")
    other_member = Post.objects.get(user=cast.users["member"])
    assert {row.pk for row, _ in page.context["rows"]} == {member.pk, other_member.pk}
    assert [row.pk for row, _ in street.get("/posts/?ending=true").context["rows"]] == [member.pk]
    assert street.get(f"/posts/?place={cast.community_a.code}&kind=concurrent").context["page"].paginator.count == 1
    assert "江宁中学" in street.get(f"/posts/{member.pk}/").text
    assert other.get(f"/posts/{member.pk}/").status_code == 404
    Post.objects.filter(pk=member.pk).update(starts_on=in_days(-9), ends_on=in_days(-1))
    assert street.get("/posts/?kind=concurrent").context["page"].paginator.count == 1
    assert street.get("/posts/?kind=concurrent&past=true").context["page"].paginator.count == 2
    assert book_of(street.get("/posts/?export=xlsx"))[0][0] == "姓名"


def test_a_cadre_of_the_street_sits_in_a_unit_and_reads_along(cast: Cast) -> None:
    """交叉任职 goes both ways (S2 §四(二)): he sees the unit's own affairs and speaks for it in nothing."""
    user, security = newcomer(cast), cast.actor("security")
    own = post_appoint(actor=security, user=user, role="subdistrict_office", at=cast.street_b, starts_on=today())
    post = post_appoint(
        actor=security, user=user, role="committee_member", at=cast.unit_a, kind="cross",
        home_organization=cast.street_b, title="党总支委员", starts_on=today(), ends_on=in_days(700),
    )  # fmt: skip
    actor = actor_of(user)
    assert actor.can(Perm.VIEW, cast.unit_a.place)
    for permission in (Perm.AGREEMENT_SIGN, Perm.CONFERENCE_ATTEND, Perm.CONFERENCE_VOTE, Perm.PROPOSAL_SUBMIT):
        assert not actor.can(permission, cast.unit_a.place), permission
    told = Event.objects.get(verb="post.appoint", subject_id=post.pk)
    assert f"交叉任职，由{cast.street_b}派出" in told.data["note"]
    deliver_waiting()
    for name in ("street_b", "unit_a"):
        seen = Post.objects.visible_to(cast.actor(name)).filter(pk=post.pk).exists()
        assert seen, name
    assert Notice.objects.filter(event=told, user=user).exists()
    assert Notice.objects.filter(event=told, user=cast.users["street_b"]).exists()
    type(user).objects.filter(pk=user.pk).update(must_change_password=False)
    browser = Client(HTTP_HOST="jingan.localhost")
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/").url.endswith("/workbench/"), "he works in the street, and begins there"
    assert browser.get("/portal/").status_code == 200
    post_end(actor=security, post=own, reason="调离街道")
    post.refresh_from_db()
    assert post.ends_on == today()
    assert f"不再在{cast.street_b}任职" in Event.objects.get(verb="post.end", subject_id=post.pk).data["reason"]


def test_an_outposts_head_sits_in_the_street_until_he_leaves_the_outpost(cast: Cast) -> None:
    """S2 §三(一): heads of what is stationed in the street are its 兼职委员; a term that runs out counts as well."""
    user, security = newcomer(cast), cast.actor("security")
    ends = today() - timedelta(days=2)
    Post.objects.create(
        user=user, role="department_head", department=cast.outpost_a, starts_on=in_days(-90), ends_on=ends
    )
    seat = post_appoint(
        actor=security, user=user, role="committee_member", at=cast.street_a, kind="concurrent",
        home_department=cast.outpost_a, starts_on=in_days(-60),
    )  # fmt: skip
    assert terms_ended(today()) == 1
    seat.refresh_from_db()
    assert seat.ends_on == ends
    street = signed_in(cast, "street_a")
    assert str(cast.outpost_a) in street.get(f"/posts/{seat.pk}/").text
    assert street.get("/posts/?past=true&q=" + str(cast.outpost_a)).context["page"].paginator.count >= 1


def test_a_unit_sees_whom_it_has_sent_and_who_speaks_for_it(cast: Cast) -> None:
    member = committee_member(cast, ends_on=in_days(400))
    liaison = Post.objects.get(user=member.user, unit=cast.unit_a)
    Post.objects.filter(pk=liaison.pk).update(ends_on=in_days(30))
    page = signed_in(cast, "unit_a").get(f"/units/{cast.unit_a.pk}/").text
    assert f"/posts/{member.pk}/" in page
    assert f"/posts/{liaison.pk}/" in page, "a term does not hide who speaks for the unit now"
    assert not Post.objects.visible_to(cast.actor("unit_b")).filter(pk=member.pk).exists()
