"""Accounts, posts, grants, settings, the tree, notices, clients, the register: administrators, offices and places."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

from cast import Cast
from matrix.people import COMMUNITY_A, OFFICE, SECURITY_ADMIN, SIGNED_IN, SYSTEM_ADMIN, WITHOUT_RIGHTS
from matrix.rows import PLACES_A, nothing, reason, row
from stories import claim_in, consent_in, delivery_to, document_in, token_in, webhook_in

from api.actions import clients
from api.hooks import actions as webhooks
from api.personal import actions as tokens
from api.trusted import actions as documents
from api.trusted.manifests import digest_of
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import SYSTEM
from tenants.accounts.actions import users
from tenants.calendars.models import WorkCalendar
from tenants.divisions import actions as divisions
from tenants.divisions.table import Division
from tenants.notices import actions as notices
from tenants.notices.models import Notice
from tenants.org.actions import (
    cities,
    departments,
    grants,
    organizations,
    posts,
    rulebooks,
    settings,
    unitmerge,
    units,
)
from tenants.org.grants import VIEW_SUBTREE
from tenants.org.models import Department, Post, ResidentUnit
from tenants.preferences.actions import views

row(
    users.user_create,
    nothing,
    {SYSTEM_ADMIN},
    given=lambda cast: {"username": "new.one", "name": "新人", "password": "Liandong-2026!"},
)
for function, given in (
    (users.user_edit, lambda cast: {"name": "新名"}),
    (users.user_deactivate, reason),
    (users.user_set_password, lambda cast: {"password": "Liandong-2026!"}),
    (users.user_unlock, nothing),
):
    row(
        function,
        lambda cast: cast.users["unit_b"],
        {SYSTEM_ADMIN},
        subject="user",
        given=given if given is not nothing else lambda cast: {},
    )


def closed_account(cast: Cast) -> Any:
    return users.user_deactivate(actor=cast.actor("system"), user=cast.users["unit_b"], reason="调离")


row(users.user_activate, closed_account, {SYSTEM_ADMIN}, subject="user")
row(
    users.user_change_password,
    lambda cast: cast.users["unit_b"],
    {"unit_b"},
    subject="user",
    given=lambda cast: {"password": "Liandong-2026!"},
    platform=False,
)
row(
    posts.post_appoint,
    nothing,
    {SECURITY_ADMIN},
    given=lambda cast: {
        "user": cast.users["unit_b"],
        "role": "community_officer",
        "at": cast.community_a,
        "starts_on": today(),
    },
)
row(
    posts.post_edit,
    lambda cast: Post.objects.get(user=cast.users["unit_b"]),
    {SECURITY_ADMIN},
    subject="post",
    given=lambda cast: {"title": "联络员（党务）"},
)
row(posts.post_end, lambda cast: Post.objects.get(user=cast.users["unit_b"]), {SECURITY_ADMIN}, subject="post")


def a_grant(cast: Cast) -> dict[str, Any]:
    return {"user": cast.users["unit_b"], "grant": VIEW_SUBTREE, "at": cast.street_a}


row(grants.grant_give, nothing, {SECURITY_ADMIN}, given=a_grant)
row(
    grants.grant_revoke,
    lambda cast: grants.grant_give(actor=cast.actor("security"), **a_grant(cast)),
    {SECURITY_ADMIN},
    given=a_grant,
)
row(
    settings.settings_edit,
    nothing,
    {OFFICE},
    given=lambda cast: {
        "claim_response_days": 5,
        "report_heading": "中共静安区委组织部文件",
        "report_document_mark": "静联通",
        "weight_needs_met": Decimal("0.5"),
        "weight_claims_closed": Decimal("0.3"),
        "weight_satisfaction": Decimal("0.2"),
    },
)

row(departments.department_add, nothing, {OFFICE, SYSTEM_ADMIN}, given=lambda cast: {"name": "区民政局"})
row(
    departments.department_add,
    nothing,
    {OFFICE, SYSTEM_ADMIN},
    case="outpost",
    given=lambda cast: {"name": "石门派出所", "parent": cast.department, "organization": cast.street_b},
)
row(
    departments.department_edit,
    lambda cast: cast.outpost_a,
    {OFFICE, SYSTEM_ADMIN},
    subject="department",
    given=lambda cast: {"name": "江宁派出所", "duties": "治安"},
)
row(
    departments.department_retire,
    lambda cast: cast.outpost_a,
    {OFFICE, SYSTEM_ADMIN},
    subject="department",
    given=reason,
)


def retired_outpost(cast: Cast) -> Department:
    return departments.department_retire(actor=cast.actor("office"), department=cast.outpost_a, reason="撤并")


row(departments.department_restore, retired_outpost, {OFFICE, SYSTEM_ADMIN}, subject="department", given=reason)
row(
    rulebooks.rulebook_edit,
    nothing,
    {OFFICE},
    given=lambda cast: {"book": WorkCalendar, "values": {"opens": 8}},
)

row(
    divisions.division_import,
    nothing,
    {OFFICE, SYSTEM_ADMIN},
    given=lambda cast: {
        "rows": [
            Division(cast.root.code, "静安新区", "district", ""),
            Division(cast.street_a.code, "江宁路街道", "subdistrict", cast.root.code),
            Division(cast.community_a.code, "新安居委会", "community", cast.street_a.code),
            Division(cast.street_b.code, "石门二路街道", "subdistrict", cast.root.code),
            Division(cast.community_b.code, "张家宅居委会", "community", cast.street_b.code),
        ]
    },
)
row(
    organizations.organization_add,
    nothing,
    {OFFICE, SYSTEM_ADMIN},
    given=lambda cast: {"parent": cast.community_a, "level": "grid", "name": "第一网格"},
)
row(
    organizations.organization_edit,
    lambda cast: cast.community_a,
    {OFFICE, SYSTEM_ADMIN},
    subject="organization",
    given=lambda cast: {"name": "新安社区居委会", "parent": cast.street_b},
)
row(
    organizations.organization_retire,
    lambda cast: cast.community_a,
    {OFFICE, SYSTEM_ADMIN},
    subject="organization",
    given=lambda cast: {"reason": "撤并", "successor": cast.community_b},
)


def retired_grid(cast: Cast) -> Any:
    grid = organizations.organization_add(actor=SYSTEM, parent=cast.community_a, level="grid", name="第一网格")
    return organizations.organization_retire(actor=SYSTEM, organization=grid, reason="划错")


row(organizations.organization_restore, retired_grid, {OFFICE, SYSTEM_ADMIN}, subject="organization")


def told_of_a_claim(cast: Cast) -> None:
    claim_in(cast, "confirmed")
    deliver_waiting()


row(
    notices.notices_read,
    told_of_a_claim,
    {"unit_a_head"},
    given=lambda cast: {
        "notices": list(Notice.objects.filter(user=cast.users["unit_a_head"], event__verb="claim.confirm"))
    },
    platform=False,
    silent="when a person looks at a notice is nobody else's affair",
)


def a_view(cast: Cast) -> dict[str, Any]:
    return {"page": "needs", "name": "待审核", "query": "status=submitted"}


OWN_TASTE = "how a person likes to look at a list is neither business nor a right"
row(views.view_save, nothing, SIGNED_IN, platform=False, silent=OWN_TASTE, given=a_view)
for function, given in (
    (views.view_rename, lambda cast: {"name": "今天要审的"}),
    (views.view_prefer, lambda cast: {}),
    (views.view_delete, lambda cast: {}),
):
    row(
        function,
        lambda cast: views.view_save(actor=cast.actor("street_a"), **a_view(cast)),
        {"street_a"},
        platform=False,
        silent=OWN_TASTE,
        subject="view",
        given=given,
    )


def a_client(cast: Cast) -> dict[str, Any]:
    return {"name": "热线平台", "purpose": "对接", "at": cast.street_a, "scopes": ["view"]}


def registered(cast: Cast) -> Any:
    return clients.client_register(actor=cast.actor("security"), **a_client(cast))[0]


row(clients.client_register, nothing, {SECURITY_ADMIN}, given=a_client)
row(clients.client_rotate, registered, {SECURITY_ADMIN}, subject="client")


def ending(cast: Cast) -> Any:
    given = {"client": registered(cast), "expires_on": today() + timedelta(days=7), "networks": []}
    return clients.client_limit(actor=cast.actor("security"), **given)


def rotated(cast: Cast) -> Any:
    client = registered(cast)
    clients.client_rotate(actor=cast.actor("security"), client=client)
    return client


row(clients.client_drop_secret, rotated, {SECURITY_ADMIN}, subject="client")
row(
    clients.client_limit,
    registered,
    {SECURITY_ADMIN},
    subject="client",
    given=lambda cast: {"expires_on": None, "networks": ["10.1.2.0/24"]},
)
row(
    clients.client_rescope,
    registered,
    {SECURITY_ADMIN},
    subject="client",
    given=lambda cast: {"scopes": ["report.view"]},
)
row(
    clients.client_restrict,
    lambda cast: document_in(cast).client,
    {SECURITY_ADMIN},
    subject="client",
    given=lambda cast: {"only_registered": True},
)
row(clients.client_remind, ending, {SECURITY_ADMIN}, subject="client")
row(clients.client_disable, registered, {SECURITY_ADMIN}, subject="client", given=reason)

row(cities.consent_agree, consent_in, {SECURITY_ADMIN}, subject="consent", given=reason)
row(cities.consent_decline, consent_in, {SECURITY_ADMIN}, subject="consent", given=reason)
row(
    cities.consent_withdraw,
    lambda cast: consent_in(cast, "agreed"),
    {SECURITY_ADMIN},
    subject="consent",
    given=reason,
)


def manifest() -> dict[str, Any]:
    text = "query Who { me { kind } }"
    return {"manifest": json.dumps({digest_of(text): text})}


def an_address(cast: Cast) -> dict[str, Any]:
    return {"url": "https://hooks.example.gov.cn/new", "verbs": ["claim.confirm", "need.create"]}


row(
    tokens.personal_token_create,
    nothing,
    SIGNED_IN - WITHOUT_RIGHTS,
    platform=False,
    given=lambda cast: {"name": "试用"},
)
row(tokens.personal_token_revoke, token_in, {"street_a", SECURITY_ADMIN}, subject="token", given=reason)

# Besides the security administrator a client keeps its own documents: tests/api/test_documents.py.
row(
    documents.document_register,
    registered,
    {SECURITY_ADMIN},
    subject="client",
    given=lambda cast: {"text": "query Who { me { kind } }"},
)
row(documents.document_import, registered, {SECURITY_ADMIN}, subject="client", given=lambda cast: manifest())
row(documents.document_retire, document_in, {SECURITY_ADMIN}, subject="document", given=reason)
row(
    documents.document_restore,
    lambda cast: document_in(cast, "retired"),
    {SECURITY_ADMIN},
    subject="document",
)

# Besides the security administrator a client keeps its own webhooks: tests/hooks/test_who_may.py.
row(webhooks.webhook_register, registered, {SECURITY_ADMIN}, subject="client", given=an_address)
row(webhooks.webhook_edit, webhook_in, {SECURITY_ADMIN}, subject="webhook", given=an_address)
row(webhooks.webhook_rotate, webhook_in, {SECURITY_ADMIN}, subject="webhook")
row(webhooks.webhook_pause, webhook_in, {SECURITY_ADMIN}, subject="webhook", given=reason)
row(webhooks.webhook_resume, lambda cast: webhook_in(cast, "paused"), {SECURITY_ADMIN}, subject="webhook")
row(webhooks.webhook_remove, webhook_in, {SECURITY_ADMIN}, subject="webhook", given=reason)
row(webhooks.webhook_test, webhook_in, {SECURITY_ADMIN}, subject="webhook")
row(
    webhooks.webhook_redeliver,
    lambda cast: delivery_to(cast, webhook_in(cast)),
    {SECURITY_ADMIN},
    subject="delivery",
)


row(
    units.unit_register,
    nothing,
    PLACES_A | {OFFICE},
    given=lambda cast: {"organization": cast.community_a, "name": "新安小学", "kind": "school"},
)
row(
    units.unit_edit,
    lambda cast: cast.unit_a,
    PLACES_A | {OFFICE},
    subject="unit",
    given=lambda cast: {"name": "江宁高级中学", "kind": "school"},
)
row(
    units.unit_edit,
    lambda cast: cast.unit_a,
    {OFFICE},
    case="moved-to-street-b",
    subject="unit",
    given=lambda cast: {"name": "江宁中学", "kind": "school", "organization": cast.community_b},
)
row(units.unit_retire, lambda cast: cast.unit_a, PLACES_A | {OFFICE}, subject="unit", given=reason)


def twin_of_unit_a(cast: Cast) -> ResidentUnit:
    """The same school, entered again by the street."""
    given = {"organization": cast.street_a, "name": "上海市江宁中学", "kind": "school"}
    return units.unit_register(actor=cast.actor("street_a"), **given)


row(
    units.unit_move,
    lambda cast: cast.unit_a,
    PLACES_A - COMMUNITY_A | {OFFICE},
    subject="unit",
    given=lambda cast: {"organization": cast.street_a, "reason": "归街道直管"},
)
row(
    units.unit_restore,
    lambda cast: units.unit_retire(actor=cast.actor("office"), unit=twin_of_unit_a(cast), reason="误注销"),
    PLACES_A - COMMUNITY_A | {OFFICE},
    subject="unit",
    given=reason,
)
row(
    unitmerge.unit_merge,
    twin_of_unit_a,
    PLACES_A - COMMUNITY_A | {OFFICE},
    subject="unit",
    given=lambda cast: {"into": cast.unit_a, "reason": "重复登记"},
)
