"""Districts are opened whole or not at all, behave like any other, and leave a dump when they go."""

import inspect
import subprocess
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from django_tenants.utils import schema_context, schema_exists
from guardian.models import UserObjectPermission
from introspection import all_actions

from core.chain import verify
from core.errors import InvalidInput, NotAllowed, NotFound, WrongState
from core.models import Event
from core.periods import Quarter
from core.permissions import ROOT, SYSTEM, Actor, ActorKind, Grant, Perm
from tenants import cloning
from tenants.accounts.actions.users import user_create
from tenants.accounts.models import User
from tenants.accounts.operators import operator_actor
from tenants.actions import cities, districts, jobs
from tenants.actions.districts import FirstAccount, district_close, district_create, district_drop, first_accounts
from tenants.actions.operators import operator_create
from tenants.divisions.table import district_facts
from tenants.dump import find_pg_dump
from tenants.fanout import each_schema
from tenants.middleware import DistrictMiddleware
from tenants.models import CityClient, District, DistrictJob, Domain
from tenants.org.actions.grants import grant_give
from tenants.org.actors import actor_of
from tenants.org.models import DistrictSettings, Organization, Post
from tenants.org.roles import Role

PASSWORD = "Liandong-2026"


@pytest.fixture
def operator(db) -> Actor:
    user = operator_create(actor=SYSTEM, username="yunwei", name="小何", password=PASSWORD)
    return operator_actor(user)


@pytest.fixture
def tianhe(operator) -> District:
    return district_create(actor=operator, code="440106", slug="tianhe")


@pytest.fixture
def staffed(operator) -> District:
    return district_create(actor=operator, code="440106", slug="tianhe", accounts=first_accounts())


# --- opening -------------------------------------------------------------------


def test_a_new_district_has_its_whole_tree(tianhe):
    facts = district_facts("440106")
    with schema_context(tianhe.schema_name):
        assert Organization.objects.get(depth=1).path == ROOT.path
        assert Organization.objects.count() == 1 + facts.streets + facts.communities
        assert Organization.objects.find_problems() == ([], [], [], [], [])
        street = Organization.objects.get(code="440106001000")
        assert (street.name, street.level, street.pinyin) == ("五山街道", "subdistrict", "wu shan jie dao")
        assert all(child.code.startswith("440106001") for child in Organization.objects.get_children(street))
        assert DistrictSettings.current().report_heading == "中共天河区委组织部"


def test_its_first_accounts_hold_their_posts_and_are_three_people(staffed):
    with schema_context(staffed.schema_name):
        roles = dict(Post.objects.values_list("user__username", "role"))
        assert roles == {
            "system": Role.SYSTEM_ADMIN,
            "security": Role.SECURITY_ADMIN,
            "audit": Role.AUDIT_ADMIN,
            "office": Role.DISTRICT_OFFICE,
        }
        assert actor_of(User.objects.get(username="system")).can(Perm.USER_EDIT, ROOT)
        assert all(User.objects.values_list("must_change_password", flat=True))


def test_both_logs_tell_of_it_and_hold(staffed):
    assert list(Event.objects.values_list("verb", flat=True)) == ["user.create", "operator.create", "district.create"]
    assert Event.objects.get(verb="district.create").actor_label == "平台运维 小何"
    assert verify() == []
    with schema_context(staffed.schema_name):
        assert Event.objects.filter(verb="post.appoint").count() == 4
        assert set(Event.objects.values_list("actor_label", flat=True)) == {"平台运维 小何"}
        assert verify() == []


@pytest.mark.parametrize("sql", ["UPDATE core_event SET verb = 'x'", "DELETE FROM core_event"])
def test_its_log_is_append_only_too(staffed, sql):
    with schema_context(staffed.schema_name):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        assert verify() == []


def test_it_is_the_template_to_the_last_constraint(tianhe):
    template, copy = cloning._description(settings.TEMPLATE_SCHEMA_NAME), cloning._description(tianhe.schema_name)
    assert template == copy
    assert {kind for kind, *_ in copy} >= {1, 2, 3, 4, "column", "check", "relation"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid"
            " JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_namespace m ON m.oid = k.connamespace"
            " WHERE m.nspname = %s AND n.nspname NOT IN (%s, 'public')",
            [tianhe.schema_name, tianhe.schema_name],
        )
        assert cursor.fetchone() == (0,)


def test_a_kind_of_object_that_is_not_copied_is_noticed(operator):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE VIEW {settings.TEMPLATE_SCHEMA_NAME}.spare AS SELECT 1 AS one")
    with pytest.raises(cloning.CloneError), transaction.atomic():
        cloning.clone_schema(settings.TEMPLATE_SCHEMA_NAME, "spare")
    assert not schema_exists("spare")


def test_object_grants_work_in_it(tianhe):
    with schema_context(tianhe.schema_name):
        user = user_create(actor=SYSTEM, username="xin.ren", name="新人", password=PASSWORD)
        street = Organization.objects.get(code="440106001000")
        grant_give(actor=SYSTEM, user=user, grant="coordinate_subtree", at=street)
        assert actor_of(user).can(Perm.CLAIM_CONFIRM, street.place)
        assert UserObjectPermission.objects.count() == 1
    with schema_context("jingan"):
        assert not UserObjectPermission.objects.exists()


def test_nothing_of_it_is_seen_next_door(staffed):
    with schema_context("jingan"):
        assert not User.objects.filter(username="security").exists()
        assert not Organization.objects.filter(code__startswith="440106").exists()
        assert not Event.objects.exists()


def test_its_pages_answer_under_its_host(tianhe):
    DistrictMiddleware.forget()
    assert Client(headers={"host": "tianhe.localhost"}).get("/login/").status_code == 200
    assert Client(headers={"host": "tianhu.localhost"}).get("/login/").status_code == 404


# --- refusals leave nothing ------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "slug", "error", "field"),
    [
        ("310199", "nowhere", NotFound, "code"),
        ("abc", "nowhere", InvalidInput, "code"),
        ("310106", "second", InvalidInput, "code"),
        ("310115", "jingan", InvalidInput, "slug"),
        ("310115", "Pu Dong", InvalidInput, "slug"),
        ("310115", "-pudong", InvalidInput, "slug"),
        ("310115", "public", InvalidInput, "slug"),
        ("310115", "pg-catalog", InvalidInput, "slug"),
        ("310115", 'a";drop', InvalidInput, "slug"),
        ("310115", "district-template", InvalidInput, "slug"),
    ],
)
def test_a_bad_request_opens_nothing(operator, code, slug, error, field):
    before = District.objects.count()
    with pytest.raises(error) as refusal:
        district_create(actor=operator, code=code, slug=slug)
    assert refusal.value.field == field
    assert District.objects.count() == before
    assert not Event.objects.filter(verb="district.create").exists()


def test_a_failure_at_the_last_step_leaves_no_half_district(operator):
    weak = FirstAccount("system", "系统管理员", Role.SYSTEM_ADMIN, "weak")
    with pytest.raises(InvalidInput) as refusal:
        district_create(actor=operator, code="310115", slug="pudong", accounts=[weak])
    assert refusal.value.field == "password"
    assert not schema_exists("pudong")
    assert not District.objects.filter(slug="pudong").exists()
    assert not Domain.objects.filter(domain="pudong.localhost").exists()
    assert not Event.objects.filter(verb="district.create").exists()


def test_without_a_template_the_way_out_is_told(operator, settings):
    settings.TEMPLATE_SCHEMA_NAME = "not_there"
    with pytest.raises(WrongState, match="prepare_platform"):
        district_create(actor=operator, code="310115", slug="pudong")


PLATFORM_ACTIONS = {
    districts.district_create: {"code": "310115", "slug": "pudong"},
    districts.district_close: {"reason": "合并"},
    districts.district_reopen: {},
    districts.district_drop: {"confirm": "静安区"},
    districts.district_add_host: {"host": "ld.jingan.gov.cn"},
    districts.district_issue_passwords: {},
    districts.district_reset_administrator: {"username": "audit", "password": PASSWORD},
    jobs.job_open: {"code": "310115", "slug": "pudong"},
    jobs.job_drop: {"confirm": "静安区"},
    jobs.job_fail: {"reason": "停电"},
    jobs.job_retry: {},
    jobs.job_give_up: {},
    cities.cityclient_register: {"name": "市数据中心", "purpose": "汇总", "expires_on": date(2030, 1, 1)},
    cities.cityclient_rotate: {},
    cities.cityclient_disable: {"reason": "项目结束"},
    cities.cityclient_ask: {"districts": []},
    cities.cityclient_read: {"quarter": Quarter(2026, 3), "districts": [], "what": "通报数据"},
    operator_create: {"username": "yunwei", "name": "小何", "password": PASSWORD},
}


def test_these_are_all_actions_of_the_platform():
    found = {name.rsplit(".", 1)[1] for name in all_actions() if name.startswith("tenants.actions.")}
    assert {function.__name__ for function in PLATFORM_ACTIONS} == found


@pytest.mark.parametrize("function", PLATFORM_ACTIONS, ids=lambda function: function.__name__)
def test_nobody_of_a_district_acts_for_the_platform(cast, function):
    with schema_context("public"):
        district = District.objects.get(slug="jingan")
    given = dict(PLATFORM_ACTIONS[function])
    things = {"district": district, "job": DistrictJob(), "client": CityClient()}
    given |= {name: things[name] for name in inspect.signature(function).parameters if name in things}
    everything = Actor(ActorKind.USER, 1, "区里", (Grant(ROOT.path, frozenset(Perm)),))
    for actor in (everything, *(cast.actor(name) for name in cast.users)):
        with pytest.raises(NotAllowed):
            function(actor=actor, **given)


def test_an_operator_keeps_districts_and_reads_none(operator, cast):
    assert {p for p in Perm if operator.can_anywhere(p)} == {Perm.DISTRICT_EDIT, Perm.USER_EDIT, Perm.AUDIT_VIEW}
    dismissed = User(pk=operator.id, name="小何", is_operator=False)
    assert operator_actor(dismissed).grants == ()


# --- closing, opening again, hosts -----------------------------------------------


def test_a_closed_district_answers_nobody_and_comes_back(tianhe, operator):
    client = Client(headers={"host": "tianhe.localhost"})
    with pytest.raises(InvalidInput):
        district_close(actor=operator, district=tianhe, reason=" ")
    district_close(actor=operator, district=tianhe, reason="迁移")
    assert client.get("/login/").status_code == 404
    assert "tianhe" not in list(each_schema())
    with pytest.raises(WrongState):
        district_close(actor=operator, district=tianhe, reason="迁移")
    districts.district_reopen(actor=operator, district=tianhe)
    DistrictMiddleware.forget()
    assert client.get("/login/").status_code == 200
    with pytest.raises(WrongState):
        districts.district_reopen(actor=operator, district=tianhe)


def test_the_template_answers_nobody_and_runs_nothing(operator):
    assert settings.TEMPLATE_SCHEMA_NAME not in list(each_schema())
    template = District.objects.get(is_template=True)
    assert template not in District.objects.visible_to(operator)
    Domain(domain="template.localhost", tenant=template, is_primary=True).save()
    assert Client(headers={"host": "template.localhost"}).get("/login/").status_code == 404


def test_a_further_host_name(tianhe, operator):
    districts.district_add_host(actor=operator, district=tianhe, host="LD.tianhe.gov.cn")
    assert Domain.objects.get(domain="ld.tianhe.gov.cn").tenant == tianhe
    for bad in ("", "http://x.cn", "x", "jingan.localhost", "a..b", "空格 .cn", settings.BASE_HOST):
        with pytest.raises(InvalidInput):
            districts.district_add_host(actor=operator, district=tianhe, host=bad)


def test_an_administrators_password_is_reset_from_outside_only(staffed, operator):
    districts.district_reset_administrator(
        actor=operator, district=staffed, username="audit", password="Brand-new-2027"
    )
    with schema_context(staffed.schema_name):
        assert User.objects.get(username="audit").check_password("Brand-new-2027")
        assert Event.objects.filter(verb="user.set_password").count() == 1
    with pytest.raises(InvalidInput):
        districts.district_reset_administrator(
            actor=operator, district=staffed, username="office", password="Brand-new-2027"
        )


def test_first_passwords_are_issued_until_somebody_signs_in(operator):
    opened = district_create(actor=operator, code="440106", slug="tianhe", accounts=districts.FIRST_ACCOUNTS)
    with schema_context("tianhe"):
        assert not any(user.has_usable_password() for user in User.objects.all())
    first = districts.district_issue_passwords(actor=operator, district=opened)
    assert [account.username for account in first] == ["system", "security", "audit", "office"]
    with schema_context("tianhe"):
        User.objects.filter(username="system").update(last_login=timezone.now())
    again = districts.district_issue_passwords(actor=operator, district=opened)
    assert [account.username for account in again] == ["security", "audit", "office"]
    with schema_context("tianhe"):
        users = {user.username: user for user in User.objects.all()}
        assert users["system"].check_password(first[0].password)
        assert users["office"].check_password(again[2].password)
        assert not users["office"].check_password(first[3].password)
        assert users["office"].must_change_password
        User.objects.update(last_login=timezone.now())
    with pytest.raises(WrongState, match="已登录过"):
        districts.district_issue_passwords(actor=operator, district=opened)
    told = str(list(Event.objects.values_list("data", flat=True)))
    assert "security、audit、office" in told
    assert not any(account.password in told for account in (*first, *again))


# --- dropping ----------------------------------------------------------------------


def test_a_district_in_use_is_not_dropped(tianhe, operator):
    with pytest.raises(InvalidInput):
        district_drop(actor=operator, district=tianhe, confirm="别的区")
    with pytest.raises(WrongState):
        district_drop(actor=operator, district=tianhe, confirm="天河区")
    district_close(actor=operator, district=tianhe, reason="合并")
    with pytest.raises(WrongState):
        district_drop(actor=operator, district=tianhe, confirm="天河区")
    assert schema_exists("tianhe")


def test_without_a_fitting_pg_dump_nothing_is_dropped(tianhe, operator, monkeypatch):
    monkeypatch.setattr("tenants.dump._candidates", list)
    closed = district_close(actor=operator, district=tianhe, reason="合并")
    District.objects.filter(pk=closed.pk).update(closed_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(WrongState, match="pg_dump"):
        district_drop(actor=operator, district=tianhe, confirm="天河区")
    assert schema_exists("tianhe")


def test_a_dropped_district_is_gone_and_its_dump_can_be_restored(scratch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    (settings.MEDIA_ROOT / "tianhe").mkdir(parents=True)
    (settings.MEDIA_ROOT / "tianhe" / "photo.png").write_bytes(b"picture")
    try:
        find_pg_dump()
    except WrongState as reason:
        pytest.skip(str(reason))
    tianhe = district_create(actor=SYSTEM, code="440106", slug="tianhe")
    district_close(actor=SYSTEM, district=tianhe, reason="合并")
    District.objects.filter(pk=tianhe.pk).update(closed_at=timezone.now() - timedelta(hours=1))
    place = district_drop(actor=SYSTEM, district=tianhe, confirm="天河区")
    assert not schema_exists("tianhe")
    assert not District.objects.filter(slug="tianhe").exists()
    assert Event.objects.get(verb="district.drop").data["dump"] == place.name
    assert place.with_name(f"{place.name}.tar.gz").exists()
    listing = subprocess.run(
        [find_pg_dump().with_name("pg_restore"), "--list", place], capture_output=True, text=True, check=True
    ).stdout
    assert "TABLE DATA tianhe org_organization" in listing
    # The same district can be opened again.
    assert district_create(actor=SYSTEM, code="440106", slug="tianhe").schema_name == "tianhe"


# --- commands ------------------------------------------------------------------------


def test_commands_open_and_list_a_district(db, capsys):
    call_command("district_create", code="440106", slug="tianhe")
    told = capsys.readouterr().out
    assert "广东省广州市天河区" in told
    assert told.count("初始密码") == 4
    call_command("districts")
    assert "tianhe.localhost" in capsys.readouterr().out
    with pytest.raises(CommandError, match="已经开通"):
        call_command("district_create", code="440106", slug="again")


def test_dropping_on_the_command_line_asks_twice(db, monkeypatch):
    call_command("district_create", code="440106", slug="tianhe", without_accounts=True, verbosity=0)
    for answers in (["no"], ["yes", "别的区"]):
        given = iter(answers)
        monkeypatch.setattr("builtins.input", lambda prompt, given=given: next(given))
        with pytest.raises(CommandError, match="没有删除"):
            call_command("district_drop", "tianhe")
    assert District.objects.get(slug="tianhe").closed_at is None


def test_preparing_the_platform_again_changes_nothing(scratch, capsys):
    call_command("prepare_platform", operator="yunwei")
    assert "初始密码" in capsys.readouterr().out
    before = (District.objects.count(), User.objects.count(), Event.objects.count())
    call_command("prepare_platform", operator="another")
    assert (District.objects.count(), User.objects.count(), Event.objects.count()) == before
