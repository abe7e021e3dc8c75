"""Personal tokens: exactly somebody's own rights, for a while, and named in what is done with them."""

from datetime import timedelta
from typing import Any

import pytest
from callers import Caller, application, gid, person
from cast import Cast
from django.db import connection
from django.test import Client as Http
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context
from stories import listing_in, open_listing, token_in

from api.personal.actions import MOST, MOST_DAYS, personal_token_create, personal_token_revoke
from api.personal.models import PersonalToken
from api.usage import counting
from core.errors import InvalidInput, NotAllowed
from core.events import at_moment, now
from core.models import Event
from core.outbox import deliver_waiting
from core.permissions import Perm
from resources.models import Need
from tenants.accounts.actions.users import user_change_password, user_deactivate, user_set_password
from tenants.accounts.models import User
from tenants.notices.models import Notice
from tenants.org.actions.posts import post_end
from tenants.org.models import Post

HOST = "jingan.localhost"
ME = "{ me { kind label permissions { code } } }"
LIST = "{ personalTokens { nodes { name hint canWrite status user { name } } } }"


def with_token(cast: Cast, by: str = "street_a", **given: Any) -> Caller:
    _, text = personal_token_create(actor=cast.actor(by), **{"name": "试用", **given})
    return Caller(Http(), HOST, text)


def code(response: Any) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


class TestRights:
    @pytest.mark.parametrize("name", ["street_a", "unit_a", "leader", "security", "audit"])
    def test_they_are_the_persons_own(self, cast: Cast, name: str) -> None:
        own = person(cast.users[name]).ask(ME)["me"]
        told = with_token(cast, name).ask(ME)["me"]
        assert told["permissions"] == own["permissions"]
        assert told["kind"] == "user"
        assert told["label"] == f"{own['label']}（个人令牌 试用）"

    def test_rows_are_the_persons_own(self, cast: Cast) -> None:
        listing_in(cast, "open")
        count = "{ needs { totalCount } }"
        for name, seen in (("street_a", 1), ("street_b", 0), ("unit_a", 1)):
            assert with_token(cast, name).ask(count)["needs"]["totalCount"] == seen

    def test_it_only_reads(self, cast: Cast) -> None:
        listing = listing_in(cast, "submitted")
        caller = with_token(cast)
        text = "mutation ($input: NeedPublishInput!) { needPublish(input: $input) { errors { code } } }"
        refused = caller.post(text, {"input": {"id": gid(listing)}})
        assert (refused.status_code, code(refused)) == (403, "READ_ONLY")
        assert "可以办理" in refused.json()["errors"][0]["message"]
        assert Need.objects.get().status == "submitted"

    def test_with_the_tick_it_writes_and_the_log_names_it(self, cast: Cast) -> None:
        listing = listing_in(cast, "submitted")
        caller = with_token(cast, can_write=True)
        assert caller.do("needPublish", id=gid(listing))["errors"] == []
        event = Event.objects.get(verb="need.publish")
        assert event.actor_id == cast.users["street_a"].pk
        assert event.actor_kind == "user"
        assert event.actor_label.endswith("（个人令牌 试用）")
        # Never more than the person: community business is not the street's.
        other = open_listing(cast, by="unit_a")
        assert caller.do("needWithdraw", id=gid(other), reason="越权")["errors"][0]["code"] == "NOT_ALLOWED"

    def test_another_district_does_not_know_it(self, cast: Cast, neighbour: Cast) -> None:
        caller = with_token(cast)
        caller.host = "dongcheng.localhost"
        assert code(caller.post(ME)) == "UNAUTHENTICATED"

    def test_it_needs_no_forgery_token_and_meets_no_session(self, cast: Cast) -> None:
        caller = with_token(cast)
        caller.ask(ME)
        with CaptureQueriesContext(connection) as captured:
            assert caller.post("{ needs { nodes { id } } }").status_code == 200
        assert len(captured) == 1


def ends(cast: Cast, how: str) -> None:
    user = cast.users["street_a"]
    if how == "revoked":
        personal_token_revoke(actor=cast.actor("street_a"), token=PersonalToken.objects.get())
    elif how == "revoked by the keeper":
        personal_token_revoke(actor=cast.actor("security"), token=PersonalToken.objects.get(), reason="泄露")
    elif how == "post":
        post_end(actor=cast.actor("security"), post=Post.objects.get(user=user))
    elif how == "account":
        user_deactivate(actor=cast.actor("system"), user=user, reason="调离")
    elif how == "password set anew":
        user_set_password(actor=cast.actor("system"), user=user, password="Liandong-2027!", must_change_password=False)
    elif how == "password changed":
        user_change_password(actor=cast.actor("street_a"), user=user, password="Liandong-2027!")


@pytest.mark.parametrize(
    "how", ["revoked", "revoked by the keeper", "post", "account", "password set anew", "password changed"]
)
def test_what_ends_it_ends_it_at_once(cast: Cast, how: str) -> None:
    caller = with_token(cast)
    assert caller.post(ME).status_code == 200
    ends(cast, how)
    refused = caller.post(ME)
    assert (refused.status_code, code(refused)) == (401, "UNAUTHENTICATED")


def test_its_days_end_it(cast: Cast, settings: Any) -> None:
    settings.GRAPHQL_CALLER_SECONDS = 0
    caller = with_token(cast, days=1)
    assert caller.post(ME).status_code == 200
    PersonalToken.objects.update(expires_at=now() - timedelta(seconds=1))
    assert caller.post(ME).status_code == 401


def test_a_password_that_is_too_old_ends_it(cast: Cast, settings: Any) -> None:
    settings.GRAPHQL_CALLER_SECONDS = 0
    caller = with_token(cast)
    long_ago = now() - timedelta(days=settings.PASSWORD_MAX_AGE_DAYS + 1)
    User.objects.filter(pk=cast.users["street_a"].pk).update(password_changed_at=long_ago)
    assert caller.post(ME).status_code == 401
    with pytest.raises(NotAllowed):
        personal_token_create(actor=cast.actor("street_a"), name="再来")


class TestMaking:
    def test_through_the_interface_by_a_session_only(self, cast: Cast) -> None:
        made = person(cast.users["street_a"]).do(
            "personalTokenCreate", "secret personalToken { name hint canWrite expiresAt }", name="大屏", canWrite=True
        )
        assert made["errors"] == []
        assert made["secret"].endswith(made["personalToken"]["hint"])
        token = Caller(Http(), HOST, made["secret"])
        # Not by itself, and not by a client: it would go on for ever.
        assert token.do("personalTokenCreate", name="更久")["errors"][0]["code"] == "NOT_ALLOWED"
        client = application(cast, cast.street_a, [Perm.VIEW])
        assert client.do("personalTokenCreate", name="应用")["errors"][0]["code"] == "NOT_ALLOWED"
        assert PersonalToken.objects.count() == 1

    def test_it_stands_nowhere(self, cast: Cast) -> None:
        _, text = personal_token_create(actor=cast.actor("street_a"), name="试用")
        kept = str(PersonalToken.objects.values().get()) + str(list(Event.objects.values()))
        assert text not in kept
        assert text[4:] not in kept

    @pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1, 10**9])
    def test_days_have_bounds(self, cast: Cast, days: int) -> None:
        with pytest.raises(InvalidInput) as refused:
            personal_token_create(actor=cast.actor("street_a"), name="试用", days=days)
        assert refused.value.field == "days"

    def test_each_person_has_so_many(self, cast: Cast) -> None:
        for n in range(MOST):
            personal_token_create(actor=cast.actor("street_a"), name=f"第 {n} 个")
        with pytest.raises(InvalidInput):
            personal_token_create(actor=cast.actor("street_a"), name="多余")
        personal_token_create(actor=cast.actor("street_b"), name="别人的")
        # Those whose time has passed do not count, and leave their names.
        with at_moment(now() + timedelta(days=8)):
            again, _ = personal_token_create(actor=cast.actor("street_a"), name="第 0 个")
        assert PersonalToken.objects.filter(name="第 0 个", status="active").get() == again

    def test_names_are_told_apart(self, cast: Cast) -> None:
        token_in(cast)
        with pytest.raises(InvalidInput) as refused:
            token_in(cast)
        assert refused.value.field == "name"

    def test_the_keeper_learns_of_one_that_may_write(self, cast: Cast) -> None:
        token_in(cast)
        personal_token_create(actor=cast.actor("street_b"), name="接数据", can_write=True)
        deliver_waiting()
        (notice,) = Notice.objects.filter(user=cast.users["security"], event__verb="personaltoken.create")
        assert "接数据" in notice.text
        assert "可以办理" in notice.text


def test_who_sees_and_revokes_them(cast: Cast) -> None:
    token = token_in(cast)
    (own,) = person(cast.users["street_a"]).ask(LIST)["personalTokens"]["nodes"]
    assert own == {
        "name": "试用",
        "hint": token.hint,
        "canWrite": False,
        "status": "ACTIVE",
        "user": {"name": cast.users["street_a"].name},
    }
    for name in ("street_b", "unit_a", "leader", "system", "audit"):
        caller = person(cast.users[name])
        assert caller.ask(LIST)["personalTokens"]["nodes"] == []
        assert caller.do("personalTokenRevoke", id=gid(token))["errors"][0]["code"] == "NOT_FOUND"
    security = person(cast.users["security"])
    assert len(security.ask(LIST)["personalTokens"]["nodes"]) == 1
    done = security.do("personalTokenRevoke", "personalToken { status }", id=gid(token), reason="离岗")
    assert done["personalToken"]["status"] == "REVOKED"
    with schema_context("dongcheng"):
        assert not PersonalToken.objects.exists()


def test_its_use_is_remembered(cast: Cast) -> None:
    counting.forget()
    caller = with_token(cast)
    caller.ask(ME)
    counting.flush()
    token = PersonalToken.objects.get()
    assert token.last_used_from == "127.0.0.1"


def test_the_pages(cast: Cast) -> None:
    def page(name: str, path: str, data: Any = None) -> Any:
        http = person(cast.users[name]).http
        with schema_context("jingan"):
            return http.get(path, HTTP_HOST=HOST) if data is None else http.post(path, data, HTTP_HOST=HOST)

    assert "/tokens/?mine=true" in page("street_a", "/tokens/").content.decode()
    told = page("street_a", "/tokens/new/", {"name": "试用", "days": "7"}).content.decode()
    assert "令牌只显示这一次" in told
    assert "curl http://jingan.localhost/graphql/" in told
    token = PersonalToken.objects.get()
    assert (token.expires_at - token.created_at).days == 7
    assert not token.can_write
    for wrong in ({"days": "31"}, {"days": "x"}, {"name": ""}):
        assert page("street_a", "/tokens/new/", {"name": "又一个", "days": "7", **wrong}).status_code == 422
    assert page("street_b", f"/tokens/{token.pk}/").status_code == 404
    assert f"/tokens/{token.pk}/" not in page("street_b", "/tokens/").content.decode()
    assert "江宁路街道" in page("street_a", f"/tokens/{token.pk}/").content.decode()
    security = page("security", f"/tokens/{token.pk}/").content.decode()
    assert "作废" in security
    assert page("security", f"/tokens/{token.pk}/revoke/", {"reason": "离岗"}).status_code == 302
    assert "已作废" in page("street_a", "/tokens/").content.decode()
    assert "个人令牌" in person(cast.users["street_a"]).get("/graphql/", Accept="text/html").content.decode()
