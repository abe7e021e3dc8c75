"""联系点, visits and weak places: one mutation for each action."""

from typing import Any

import graphene

from api.enums import plain
from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.inputs import VERSION, given, id_of
from api.scalars import Date
from api.types.choices import ProblemSeverity
from core.permissions import Actor
from linkage.contacts.actions import contactpoints, weakplaces
from linkage.contacts.models import ContactPoint, WeakPlace
from tenants.org.models import Organization, Post


class FindingInput(graphene.InputObjectType):
    class Meta:
        description = "走访中发现的一个问题，登记到问题清单。"

    title = given(graphene.String, "问题，最多 120 字。")
    detail = given(graphene.String, "具体表现，最多 2000 字；不写为走访情况。", required=False)
    severity = given(ProblemSeverity, "严重程度；不写为一般。", required=False)


def _place(actor: Actor, values: Values) -> Organization:
    found: Organization = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    return found


def _bind(actor: Actor, values: Values) -> ContactPoint:
    values = drop_null(values)
    post = find(actor, Post, values.pop("post"), "Post", "post")
    return contactpoints.contactpoint_bind(actor=actor, post=post, organization=_place(actor, values), **values)


def _plain(finding: Values) -> Values:
    return drop_null({name: plain(value) for name, value in finding.items()})


def _visit(actor: Actor, values: Values) -> Any:
    values = drop_null(values)
    row = find(actor, ContactPoint, values.pop("id"), "ContactPoint")
    findings = [_plain(finding) for finding in values.pop("findings", [])]
    return contactpoints.visit_record(actor=actor, contactpoint=row, findings=findings, **values)


def _name(actor: Actor, values: Values) -> WeakPlace:
    return weakplaces.weakplace_name(actor=actor, organization=_place(actor, values), **values)


MUTATIONS = {
    "contactpointBind": mutation(
        "contactpointBind",
        "安排联系点：一名在任领导联系一个下级组织。",
        "ContactPoint",
        {
            "post": id_of("Post", "领导职务的编号。"),
            "organization": id_of("Organization", "联系组织的编号。"),
            "since": given(Date, "开始日期；不写为今天。", required=False),
        },
        _bind,
    ),
    "visitRecord": mutation(
        "visitRecord",
        "记录走访；发现的问题自动登记到问题清单。",
        "Visit",
        {
            "id": id_of("ContactPoint", "联系点的全局编号。"),
            "visited_on": given(Date, "走访日期。"),
            "summary": given(graphene.String, "走访情况，最多 2000 字。"),
            "findings": given(
                graphene.List(graphene.NonNull(FindingInput)), "发现的问题，最多 10 个。", required=False
            ),
        },
        _visit,
    ),
    "visitEdit": mutation(
        "visitEdit",
        "修改走访记录；没有给出的内容不变，已登记的问题不受影响。",
        "Visit",
        {
            "id": id_of("Visit", "走访记录的全局编号。"),
            "visited_on": given(Date, "走访日期。", required=False),
            "summary": given(graphene.String, "走访情况，最多 2000 字。", required=False),
            "version": VERSION,
        },
        on_record(contactpoints.visit_edit, "visit", "Visit", kept=("visited_on", "summary", "version")),
    ),
    "contactpointEnd": verb(
        "contactpointEnd", contactpoints.contactpoint_end, "contactpoint", "ContactPoint", "结束联系。"
    ),
    "weakplaceName": mutation(
        "weakplaceName",
        "把一个街道或社区列为薄弱组织，由上级办理。",
        "WeakPlace",
        {
            "organization": id_of("Organization", "组织的编号。"),
            "reason": given(graphene.String, "薄弱表现，最多 500 字。"),
        },
        _name,
    ),
    "weakplaceAccept": mutation(
        "weakplaceAccept",
        "薄弱组织整顿验收通过，由上级办理。",
        "WeakPlace",
        {
            "id": id_of("WeakPlace", "薄弱组织的全局编号。"),
            "outcome": given(graphene.String, "验收意见，最多 500 字。"),
            "version": VERSION,
        },
        on_record(weakplaces.weakplace_accept, "weakplace", "WeakPlace"),
    ),
}
