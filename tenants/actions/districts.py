"""Districts: open from division data, close, open again, drop."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django_tenants.utils import get_public_schema_name, schema_context

from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.periods import SHANGHAI
from core.permissions import PLATFORM, Actor, ActorKind, Perm, require
from core.values import clean_text
from tenants.accounts.actions.users import user_create, user_set_password
from tenants.accounts.models import User
from tenants.accounts.passwords import random_password
from tenants.cloning import clone_schema
from tenants.divisions.table import DistrictFacts, district_facts, read_district
from tenants.divisions.tree import plant_tree
from tenants.dump import dump_files, dump_place, dump_schema
from tenants.middleware import HOST_SECONDS, DistrictMiddleware
from tenants.models import District, DistrictJob, Domain
from tenants.org.actions.posts import post_appoint
from tenants.org.models import DistrictSettings, Organization
from tenants.org.roles import ADMIN_ROLES, Role

RESERVED = frozenset({"public", "template", "www", "api", "admin", "console", "static", "localhost", "mail", "test"})


# Hears how far a long action is: the step, and how many of how many where they are counted.
Tell = Callable[[DistrictJob.Step, int, int], None]


def tell_nobody(step: DistrictJob.Step, done: int, total: int) -> None:
    """Where nobody looks on."""


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """One of the accounts with which a district begins; its role is one of the district's own level.

    Nobody can sign in to one without a password until ``district_issue_passwords`` has given it one.
    """

    username: str
    name: str
    role: Role
    password: str | None = None


# The three separated administrators and the first office account.
FIRST_ACCOUNTS = (
    FirstAccount("system", "系统管理员", Role.SYSTEM_ADMIN),
    FirstAccount("security", "安全管理员", Role.SECURITY_ADMIN),
    FirstAccount("audit", "审计管理员", Role.AUDIT_ADMIN),
    FirstAccount("office", "区委组织部", Role.DISTRICT_OFFICE),
)


def first_accounts() -> list[FirstAccount]:
    """The first accounts, each with a random password."""
    return [replace(account, password=random_password()) for account in FIRST_ACCOUNTS]


def plan_district(code: str, slug: str) -> tuple[DistrictFacts, District]:
    """The district of this code under this address, not saved yet.

    ``code`` has 6 or 12 digits and stands in the national table. Raises ``NotFound`` for a code that does not,
    ``InvalidInput`` for one in use or an unfit address, ``WrongState`` while the template is missing.
    """
    facts = district_facts(code)
    district = District(
        code=facts.code,
        name=facts.name,
        city=f"{facts.province}{facts.city}".replace("市辖区", ""),
        slug=_slug(slug),
        schema_name=slug.strip().lower().replace("-", "_"),
    )
    _check_free(district)
    return facts, district


@action
def district_create(
    *, actor: Actor, code: str, slug: str, accounts: Sequence[FirstAccount] = (), tell: Tell = tell_nobody
) -> District:
    """Open a district: schema, tree, settings, host name and first accounts, all or nothing.

    Refuses what ``plan_district`` refuses.
    """
    require(actor, Perm.DISTRICT_EDIT, at=PLATFORM)
    with schema_context(get_public_schema_name()):
        tell(DistrictJob.Step.CHECK, 0, 0)
        facts, district = plan_district(code, slug)
        rows = read_district(code)
        try:
            with transaction.atomic():
                district.save()  # type: ignore[no-untyped-call]
                Domain(domain=_host(district), tenant=district, is_primary=True).save()  # type: ignore[no-untyped-call]
        except IntegrityError as error:
            raise InvalidInput("该区或该地址刚刚被开通，请刷新后核对。", field="code") from error
        tell(DistrictJob.Step.CLONE, 0, 0)
        clone_schema(settings.TEMPLATE_SCHEMA_NAME, district.schema_name)
        with schema_context(district.schema_name):
            root = plant_tree(rows, planted=lambda done: tell(DistrictJob.Step.PLACES, done, len(rows)))
            tell(DistrictJob.Step.SETTINGS, 0, 0)
            DistrictSettings(pk=1, report_heading=f"中共{facts.name}委组织部").save()
            for number, account in enumerate(accounts):
                tell(DistrictJob.Step.ACCOUNTS, number, len(accounts))
                _open_account(_hand_of(actor), account, root)
        data = {"code": district.code, "slug": district.slug, "places": len(rows)}
        record("district.create", actor=actor, subject=district, data=data)
    DistrictMiddleware.forget()
    return district


@action
def district_close(*, actor: Actor, district: District, reason: str) -> District:
    """Take a district out of use: nobody can sign in, nothing runs; its data stays untouched."""
    require(actor, Perm.DISTRICT_EDIT, at=district.place)
    text = clean_text(reason, "reason", "停用原因", 500)
    with schema_context(get_public_schema_name()):
        fresh = _lock(district)
        if fresh.closed_at is not None:
            raise WrongState("该区已经停用。", field="closed_at")
        fresh.closed_at = now()
        fresh.save(update_fields=["closed_at"])  # type: ignore[no-untyped-call]
        record("district.close", actor=actor, subject=fresh, data={"reason": text})
    DistrictMiddleware.forget()
    return fresh


@action
def district_reopen(*, actor: Actor, district: District) -> District:
    """Put a closed district back into use as it was."""
    require(actor, Perm.DISTRICT_EDIT, at=district.place)
    with schema_context(get_public_schema_name()):
        fresh = _lock(district)
        if fresh.closed_at is None:
            raise WrongState("该区正在使用，无需恢复。", field="closed_at")
        fresh.closed_at = None
        fresh.save(update_fields=["closed_at"])  # type: ignore[no-untyped-call]
        record("district.reopen", actor=actor, subject=fresh)
    return fresh


def lock_for_drop(district: District, confirm: str) -> District:
    """The district, locked and fit to be dropped; see ``district_drop``."""
    fresh = _lock(district)
    if confirm.strip() != fresh.name:
        raise InvalidInput(f"请输入区名“{fresh.name}”确认删除。", field="confirm")
    if fresh.closed_at is None:
        raise WrongState("该区正在使用，请先停用再删除。", field="closed_at")
    if now() - fresh.closed_at < timedelta(seconds=HOST_SECONDS):
        raise WrongState(f"刚刚停用，请 {HOST_SECONDS:.0f} 秒后再删除。", field="closed_at")
    return fresh


@action
def district_drop(*, actor: Actor, district: District, confirm: str, tell: Tell = tell_nobody) -> Path:
    """Delete a closed district after its schema and its files have been dumped; answer with the dump's place.

    ``confirm`` repeats the district's name. Raises ``WrongState``, with nothing deleted, for a district in use, for
    one closed less than ``HOST_SECONDS`` ago (another process may still answer for it), and when the dump fails.
    """
    require(actor, Perm.DISTRICT_EDIT, at=district.place)
    with schema_context(get_public_schema_name()):
        fresh = lock_for_drop(district, confirm)
        tell(DistrictJob.Step.DUMP, 0, 0)
        place = dump_place(fresh.slug, now().astimezone(SHANGHAI))
        dump_schema(fresh.schema_name, place)
        tell(DistrictJob.Step.FILES, 0, 0)
        dump_files(fresh.schema_name, place)
        tell(DistrictJob.Step.DROP, 0, 0)
        data = {"code": fresh.code, "slug": fresh.slug, "dump": place.name}
        record("district.drop", actor=actor, subject=fresh, data=data)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {connection.ops.quote_name(fresh.schema_name)} CASCADE")
        Domain.objects.filter(tenant=fresh).delete()
        District.objects.filter(pk=fresh.pk).delete()
    DistrictMiddleware.forget()
    return place


@action
def district_add_host(*, actor: Actor, district: District, host: str) -> Domain:
    """Let the district answer under a further host name."""
    require(actor, Perm.DISTRICT_EDIT, at=district.place)
    name = clean_text(host, "host", "域名", 253).lower()
    if not re.fullmatch(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+", name):
        raise InvalidInput("域名格式不对，应如 ld.jingan.gov.cn，不带 http:// 和端口。", field="host")
    with schema_context(get_public_schema_name()):
        if name == settings.BASE_HOST or Domain.objects.filter(domain=name).exists():
            raise InvalidInput(f"域名 {name} 已被使用。", field="host")
        domain = Domain(domain=name, tenant=district, is_primary=False)
        domain.save()  # type: ignore[no-untyped-call]
        record("district.add_host", actor=actor, subject=district, data={"note": name})
    return domain


@action
def district_reset_administrator(*, actor: Actor, district: District, username: str, password: str) -> None:
    """Give one of a district's three administrators a new password: their own colleagues may not (三员分立)."""
    require(actor, Perm.DISTRICT_EDIT, at=district.place)
    with schema_context(district.schema_name):
        user = User.objects.filter(username=username, posts__role__in=ADMIN_ROLES).first()
        if user is None:
            raise InvalidInput("没有这个管理员账号；其他账号由本区系统管理员重置。", field="username")
        user_set_password(actor=_hand_of(actor), user=user, password=password)
    with schema_context(get_public_schema_name()):
        record("district.reset_administrator", actor=actor, subject=district, data={"note": username})


@action
def district_issue_passwords(*, actor: Actor, district: District) -> list[FirstAccount]:
    """Give those first accounts in which nobody has signed in yet a password each, and answer with them.

    Passwords are kept nowhere in the clear; issuing them again makes the earlier ones void. Raises ``WrongState``
    when everybody has signed in.
    """
    require(actor, Perm.DISTRICT_EDIT, at=district.place)
    issued = []
    with schema_context(district.schema_name):
        fresh = {user.username: user for user in User.objects.filter(last_login=None, is_active=True)}
        for account in first_accounts():
            user = fresh.get(account.username)
            if user is not None and account.password is not None:
                user_set_password(actor=_hand_of(actor), user=user, password=account.password)
                issued.append(account)
    if not issued:
        raise WrongState("首批账号都已登录过，不能再发放。忘记密码的管理员用“重置管理员密码”，其他人找本区系统管理员。")
    with schema_context(get_public_schema_name()):
        usernames = "、".join(account.username for account in issued)
        record("district.issue_passwords", actor=actor, subject=district, data={"note": usernames})
    return issued


def _hand_of(operator: Actor) -> Actor:
    """The operator inside a district, for the few things operators may do there; the district's log names them."""
    return Actor(ActorKind.SYSTEM, None, operator.label)


def _open_account(actor: Actor, account: FirstAccount, root: Organization) -> None:
    user = user_create(actor=actor, username=account.username, name=account.name, password=account.password)
    today = action_day()
    post_appoint(actor=actor, user=user, role=account.role, at=root, starts_on=today)


def _slug(slug: str) -> str:
    text = slug.strip().lower()
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) or not 2 <= len(text) <= 40:
        raise InvalidInput("地址简称由 2—40 位小写字母、数字和横线组成，以字母开头，例如 jingan。", field="slug")
    if text in RESERVED or text.startswith("pg"):
        raise InvalidInput(f"“{text}”是保留字，请换一个地址简称。", field="slug")
    return text


def _host(district: District) -> str:
    return f"{district.slug}.{settings.BASE_HOST}"


def _check_free(district: District) -> None:
    if District.objects.filter(code=district.code).exists():
        raise InvalidInput(f"{district.name}（{district.code}）已经开通。", field="code")
    if District.objects.filter(slug=district.slug).exists():
        raise InvalidInput(f"地址简称“{district.slug}”已被使用，请换一个。", field="slug")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname IN (%s, %s)",
            [district.schema_name, settings.TEMPLATE_SCHEMA_NAME],
        )
        found = {name for (name,) in cursor.fetchall()}
    if district.schema_name in found:
        raise InvalidInput(f"数据库中已有名为“{district.schema_name}”的区数据，请换一个地址简称。", field="slug")
    if settings.TEMPLATE_SCHEMA_NAME not in found:
        raise WrongState("还没有区模板，请先在服务器上运行 manage.py prepare_platform。", field="template")


def _lock(district: District) -> District:
    return District.objects.select_for_update(of=("self",)).get(pk=district.pk, is_template=False)
