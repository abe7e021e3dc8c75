"""What the administrators' pages do, done through the interface: places, settings, grants, clients, notices."""

from typing import Any

from callers import Caller, application, gid, person, token_of
from cast import Cast
from database import SCHEMA
from django.test import Client as Http
from pytest_django import DjangoAssertNumQueries
from stories import agreement_in, claim_in

from api.models import Client
from core.models import Event
from core.outbox import deliver_waiting
from core.permissions import Perm
from linkage.actions.grants import agreement_grant_give
from tenants.notices.models import Notice
from tenants.org.actions.grants import grant_give
from tenants.org.grants import ACT_FOR_UNIT, VIEW_SUBTREE
from tenants.org.models import DistrictSettings, ObjectGrant, Organization, Post

HOST = f"{SCHEMA}.localhost"
GRANTS = """{ grants(first: 10) { totalCount nodes {
    id person kind atName since user { username } at { id ... on Organization { name } } } } }"""


def office(cast: Cast) -> Caller:
    return person(cast.users["office"])


def security(cast: Cast) -> Caller:
    return person(cast.users["security"])


class TestPlaces:
    def test_a_grid_from_its_birth_to_its_return(self, cast: Cast) -> None:
        made = office(cast).do(
            "organizationAdd",
            "organization { id code level version parent { name } }",
            parent=gid(cast.community_a),
            level="GRID",
            name="第一网格",
        )["organization"]
        assert made["code"] == "310106006002001"
        assert (made["level"], made["parent"]) == ("GRID", {"name": "新安居委会"})
        moved = office(cast).do(
            "organizationEdit", "organization { name code parent { name } version }",
            id=made["id"], parent=gid(cast.community_b), version=made["version"],
        )["organization"]  # fmt: skip
        assert moved["parent"] == {"name": "张家宅居委会"}
        assert (moved["name"], moved["code"]) == ("第一网格", made["code"])
        stale = office(cast).do("organizationRetire", id=made["id"], reason="划错", version=made["version"])
        assert stale["errors"][0]["code"] == "STALE_VERSION"
        office(cast).do("organizationRetire", id=made["id"], reason="划错")
        back = office(cast).do("organizationRestore", "organization { retiredOn }", id=made["id"])
        assert back == {"organization": {"retiredOn": None}, "errors": []}

    def test_a_place_in_use_asks_where_everything_goes(self, cast: Cast) -> None:
        refused = office(cast).do("organizationRetire", id=gid(cast.community_a), reason="撤并")
        (error,) = refused["errors"]
        assert (error["code"], error["field"]) == ("INVALID_INPUT", "successor")
        assert "1 个驻区单位" in error["message"]

    def test_a_table_is_shown_before_it_is_done(self, cast: Cast) -> None:
        lines = ["code,name,level,parent_code", f"{cast.root.code},静安新区,区,"]
        above = {2: cast.root.code}
        for place in Organization.objects.filter(depth__gt=1):
            lines.append(f"{place.code},{place.name},{place.level},{above[place.depth]}")
            above[place.depth + 1] = place.code
        table = "\n".join(lines)
        select = "changes { kind before after } fingerprint"
        shown = office(cast).do("divisionImport", select, table=table, preview=True)
        assert shown["changes"] == [{"kind": "更名", "before": "静安区", "after": "静安新区"}]
        assert Organization.objects.get(depth=1).name == "静安区"
        wrong = office(cast).do("divisionImport", select, table=table, expected="x")
        assert (wrong["errors"][0]["code"], wrong["errors"][0]["field"]) == ("STALE_VERSION", "table")
        done = office(cast).do("divisionImport", select, table=table, expected=shown["fingerprint"])
        assert done == shown
        assert Organization.objects.get(depth=1).name == "静安新区"

    def test_a_table_that_leaves_something_behind_is_refused(self, cast: Cast) -> None:
        lines = [
            "code,name,level,parent_code,successor_code",
            f"{cast.root.code},静安区,区,,",
            *(f"{street.code},{street.name},街道,{cast.root.code}," for street in (cast.street_a, cast.street_b)),
            f"{cast.community_b.code},{cast.community_b.name},社区,{cast.street_b.code},",
        ]
        gone = f"{cast.community_a.code},{cast.community_a.name},社区,{cast.street_a.code},{cast.community_b.code}"
        select = "changes { kind name after hindrance } fingerprint"
        (change,) = office(cast).do("divisionImport", select, table="\n".join(lines), preview=True)["changes"]
        assert change["hindrance"].startswith("还有 1 个驻区单位")
        (error,) = office(cast).do("divisionImport", select, table="\n".join(lines))["errors"]
        assert (error["code"], error["field"]) == ("INVALID_INPUT", "table")
        assert "“新安居委会”还有 1 个驻区单位" in error["message"]
        done = office(cast).do("divisionImport", select, table="\n".join([*lines, gone]))
        assert done["changes"] == [{"kind": "撤销", "name": "新安居委会", "after": "并入张家宅居委会", "hindrance": ""}]
        cast.unit_a.refresh_from_db()
        assert cast.unit_a.organization == cast.community_b

    def test_nobody_else_even_previews_a_table(self, cast: Cast) -> None:
        told = person(cast.users["street_a"]).do("divisionImport", table="x", preview=True)
        assert told["errors"][0]["code"] == "NOT_ALLOWED"


class TestSettings:
    ASK = "{ settings { claimResponseDays weightNeedsMet reportHeading version } }"

    def test_they_are_read_by_all_and_changed_by_the_office(self, cast: Cast) -> None:
        before = person(cast.users["unit_a"]).ask(self.ASK)["settings"]
        assert before == {"claimResponseDays": 3, "weightNeedsMet": "0.400", "reportHeading": "", "version": 1}
        done = office(cast).do("settingsEdit", "settings { claimResponseDays version }", claimResponseDays=5)
        assert done == {"settings": {"claimResponseDays": 5, "version": 2}, "errors": []}
        assert DistrictSettings.current().claim_response_days == 5
        stale = office(cast).do("settingsEdit", "settings { version }", claimResponseDays=7, version=1)
        assert stale["settings"] is None
        assert stale["errors"][0]["code"] == "STALE_VERSION"
        refused = person(cast.users["leader"]).do("settingsEdit", claimResponseDays=7)
        assert refused["errors"][0]["code"] == "NOT_ALLOWED"

    def test_weights_are_refused_by_field(self, cast: Cast) -> None:
        (error,) = office(cast).do("settingsEdit", weightNeedsMet="0.6")["errors"]
        assert (error["code"], error["field"]) == ("INVALID_INPUT", "weightNeedsMet")
        assert "1.200" in error["message"]

    def test_who_may_see_nothing_sees_none(self, cast: Cast) -> None:
        assert application(cast, cast.street_a, [Perm.LISTING_EDIT]).ask(self.ASK) == {"settings": None}


class TestGrants:
    def test_a_grant_is_given_read_and_taken_back(self, cast: Cast) -> None:
        given = security(cast).do(
            "grantGive",
            "grant { id kind person atName }",
            user=gid(cast.users["unit_b"]),
            grant="VIEW_SUBTREE",
            at=gid(cast.street_a),
        )["grant"]
        assert (given["kind"], given["atName"]) == ("VIEW_SUBTREE", "江宁路街道")
        (node,) = security(cast).ask(GRANTS)["grants"]["nodes"]
        assert node["at"] == {"id": gid(cast.street_a), "name": "江宁路街道"}
        assert node["user"] == {"username": "unit.b"}
        assert node["since"]
        assert person(cast.users["unit_b"]).ask(GRANTS)["grants"]["totalCount"] == 1
        assert person(cast.users["leader"]).ask(GRANTS)["grants"]["totalCount"] == 0
        done = security(cast).do("grantRevoke", "user { username }", id=given["id"])
        assert done == {"user": {"username": "unit.b"}, "errors": []}
        assert not ObjectGrant.objects.exists()
        again = security(cast).do("grantRevoke", id=given["id"])
        assert again["errors"][0]["code"] == "NOT_FOUND"

    def test_an_agreement_is_opened_by_its_number(self, cast: Cast) -> None:
        agreement = agreement_in(cast, "active")
        select = "grant { id kind atName at { id } }"
        reader = gid(cast.users["unit_b"])
        wrong = security(cast).do("agreementGrantGive", select, user=reader, agreement="XY-2026-9999")
        assert (wrong["errors"][0]["code"], wrong["errors"][0]["field"]) == ("NOT_FOUND", "agreement")
        given = security(cast).do("agreementGrantGive", select, user=reader, agreement=agreement.number)["grant"]
        # The administrator gives the right and does not read the agreement.
        assert (given["kind"], given["atName"], given["at"]) == ("VIEW_ONE_AGREEMENT", agreement.number, None)
        (mine,) = person(cast.users["unit_b"]).ask(GRANTS)["grants"]["nodes"]
        assert mine["at"]["id"] == gid(agreement)
        wrong = security(cast).do("grantRevoke", id=given["id"])
        assert "agreementGrantRevoke" in wrong["errors"][0]["message"]
        assert security(cast).do("agreementGrantRevoke", id=given["id"])["errors"] == []
        assert not ObjectGrant.objects.exists()

    def test_a_number_tells_nothing_to_who_gives_no_rights(self, cast: Cast) -> None:
        number = agreement_in(cast, "active").number
        for who in ("street_a", "office"):
            told = person(cast.users[who]).do("agreementGrantGive", user=gid(cast.users[who]), agreement=number)
            assert told["errors"][0]["code"] == "NOT_FOUND"
            assert told["errors"][0]["field"] == "agreement"

    def test_filters(self, cast: Cast) -> None:
        boss, user = cast.actor("security"), cast.users["unit_b"]
        agreement = agreement_in(cast, "active")
        grant_give(actor=boss, user=user, grant=VIEW_SUBTREE, at=cast.street_a)
        grant_give(actor=boss, user=cast.users["member"], grant=ACT_FOR_UNIT, at=cast.unit_a)
        agreement_grant_give(actor=boss, user=user, agreement=agreement)
        for rule, count in (
            (f'user: "{gid(user)}"', 2),
            ("kind: [ACT_FOR_UNIT, VIEW_UNIT_AFFAIRS]", 1),
            (f'at: "{gid(agreement)}"', 1),
            (f'at: "{gid(cast.unit_b)}"', 0),
        ):
            assert security(cast).ask(f"{{ grants({rule}) {{ totalCount }} }}")["grants"]["totalCount"] == count
        answer = security(cast).post(f'{{ grants(at: "{gid(user)}") {{ totalCount }} }}').json()
        assert answer["errors"][0]["extensions"]["field"] == "at"

    def test_statements_do_not_grow_with_the_grants(
        self, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for who in ("unit_b", "member", "street_b", "community_b"):
            for at in (cast.street_a, cast.community_a):
                grant_give(actor=cast.actor("security"), user=cast.users[who], grant=VIEW_SUBTREE, at=at)
        caller = security(cast)
        caller.ask("{ me { kind } }")
        with django_assert_max_num_queries(12):
            assert len(caller.ask(GRANTS)["grants"]["nodes"]) == 8


class TestClients:
    def test_the_secret_is_told_once_and_works(self, cast: Cast) -> None:
        select = "client { id clientId scopes isActive posts { nodes { organization { name } } } } secret"
        values = {"name": "热线平台", "purpose": "对接", "at": gid(cast.street_a), "scopes": ["view"]}
        made = security(cast).do("clientRegister", select, **values)
        client, secret = made["client"], made["secret"]
        assert client["scopes"] == ["view"]
        assert client["posts"]["nodes"] == [{"organization": {"name": "江宁路街道"}}]
        assert token_of(Http(), HOST, client["clientId"], secret).status_code == 200
        rotated = security(cast).do("clientRotate", "client { id } secret", id=client["id"], hours=0)
        assert rotated["secret"] not in (None, secret)
        assert token_of(Http(), HOST, client["clientId"], secret).status_code == 401
        assert token_of(Http(), HOST, client["clientId"], rotated["secret"]).status_code == 200
        done = security(cast).do("clientDisable", "client { isActive }", id=client["id"], reason="对接结束")
        assert done["client"] == {"isActive": False}
        refused = security(cast).do("clientRotate", "secret", id=client["id"])
        assert refused["secret"] is None
        assert refused["errors"][0]["code"] == "WRONG_STATE"
        told = str(list(Event.objects.values_list("data", flat=True)))
        assert secret not in told
        assert rotated["secret"] not in told

    def test_only_who_manages_them_sees_them(self, cast: Cast) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW])
        ask = "{ clients { totalCount nodes { name } } }"
        assert security(cast).ask(ask)["clients"]["totalCount"] == 1
        for other in (caller, office(cast), person(cast.users["system"])):
            assert other.ask(ask)["clients"] == {"totalCount": 0, "nodes": []}
        refused = office(cast).do("clientRegister", name="x", purpose="y", at=gid(cast.street_a), scopes=["view"])
        assert refused["errors"][0]["code"] == "NOT_ALLOWED"
        assert office(cast).do("clientRotate", id=gid(Client.objects.get()))["errors"][0]["code"] == "NOT_FOUND"


class TestNotices:
    def ask(self, caller: Caller, rule: str) -> list[dict[str, Any]]:
        text = f"{{ notices({rule}) {{ nodes {{ id unread subject {{ id }} }} }} }}"
        nodes: list[dict[str, Any]] = caller.ask(text)["notices"]["nodes"]
        return nodes

    def test_one_by_one_and_all(self, cast: Cast) -> None:
        claim = claim_in(cast, "fulfilled")
        deliver_waiting()
        caller = person(cast.users["unit_a_head"])
        before = Event.objects.count()
        first, *rest = self.ask(caller, f'unread: true, subject: "{gid(claim)}"')
        assert rest
        assert first["subject"] == {"id": gid(claim)}
        assert caller.do("noticesRead", "read", ids=[first["id"]]) == {"read": 1, "errors": []}
        assert caller.do("noticesRead", "read", ids=[first["id"]])["read"] == 0
        assert len(self.ask(caller, "unread: true")) == len(rest)
        assert caller.do("noticesRead", "read")["read"] == len(rest)
        assert self.ask(caller, "unread: true") == []
        assert caller.ask("{ me { unreadNotices } }")["me"]["unreadNotices"] == 0
        assert Event.objects.count() == before

    def test_others_notices_are_not_found_and_stay_unread(self, cast: Cast) -> None:
        claim_in(cast, "confirmed")
        deliver_waiting()
        notice = Notice.objects.filter(user=cast.users["unit_a"]).first()
        stranger = person(cast.users["unit_b"])
        told = stranger.do("noticesRead", "read", ids=[gid(notice)])
        assert told["read"] is None
        assert (told["errors"][0]["code"], told["errors"][0]["field"]) == ("NOT_FOUND", "ids")
        assert stranger.do("noticesRead", "read")["read"] == 0
        assert Notice.objects.filter(pk=notice.pk, read_at=None).exists()


def test_retiring_through_the_interface_ends_posts(cast: Cast) -> None:
    values = {"reason": "撤并", "successor": gid(cast.community_b)}
    done = office(cast).do("organizationRetire", "organization { retiredOn }", id=gid(cast.community_a), **values)
    assert done["organization"]["retiredOn"]
    assert not Post.objects.filter(organization=cast.community_a, ends_on=None).exists()
