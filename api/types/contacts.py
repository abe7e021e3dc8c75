"""联系点, visits and weak places."""

from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo

from api.compiled.statement import Outer, Source
from api.compiled.text import Sql
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Batched, Named, One, column
from api.rows.pages import Filter, Many, Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.types.choices import ContactPointStatus, WeakPlaceStatus
from api.types.events import history
from core.periods import today
from linkage.contacts.cover import unvisited, with_visits, without_leader
from linkage.contacts.models import WEAK_NOW, ContactPoint, Visit, WeakPlace

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


def _either(rule: Q, wanted: bool) -> Q:
    return rule if wanted else ~rule


def _of_weak(wanted: bool) -> Q:
    weak = WeakPlace.objects.filter(WEAK_NOW).order_by()
    return _either(Q(organization__in=weak.values("organization")), wanted)


def _unvisited(wanted: bool) -> Q:
    return _either(Q(pk__in=unvisited(ContactPoint.objects.order_by(), today()).values("pk")), wanted)


def _without_leader(wanted: bool) -> Q:
    return _either(Q(pk__in=without_leader(WeakPlace.objects.order_by()).values("pk")), wanted)


def _visits_now(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[int]:
    counted = with_visits(ContactPoint.objects.filter(pk__in=[row["pk"] for row in rows]), today())
    found = dict(counted.order_by().values_list("pk", "visits_now"))
    return [found[row["pk"]] for row in rows]


def _visits_now_sql(source: Source) -> Sql:
    counted = with_visits(ContactPoint.objects.filter(pk=Outer(source.column("pk"))), today())
    return Sql(f"({source.statement.embed(counted.order_by().values_list('visits_now'))})")


class ContactPointType(Record):
    class Meta:
        model = ContactPoint
        description = "联系点：一名领导联系一个街道或社区。"
        ordering = Ordering("ContactPointOrder", _BY_AGE)
        filters = {
            "status": among(ContactPointStatus, "status", "状态"),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "联系该组织"),
            "of_weak": Filter(graphene.Boolean, "只看联系薄弱组织（或其他组织）的。", _of_weak),
            "unvisited": Filter(graphene.Boolean, "只看联系中而本季度走访次数不足本区要求（或其他）的。", _unvisited),
            "search": search("leader"),
        }

    leader = column(ContactPoint, "leader")
    seat = One("Organization", "seat", "领导所在组织。", follows=True)
    organization = One("Organization", "organization", "联系组织。", follows=True)
    since = column(ContactPoint, "since")
    ended_on = column(ContactPoint, "ended_on")
    status = column(ContactPoint, "status", enum=ContactPointStatus)
    status_label = Named("状态的中文名称。", "status", dict(ContactPoint.Status.choices))
    visits_this_quarter = Batched(
        graphene.NonNull(graphene.Int), "本季度走访次数。", ["pk"], _visits_now, _visits_now_sql
    )
    visits = Many("Visit", "走访记录。", by="contact_id", follows=True)
    version = column(ContactPoint, "version")
    history = history(ContactPoint)


class VisitType(Record):
    class Meta:
        model = Visit
        description = "一次走访；发现的问题见问题清单。"
        ordering = Ordering("VisitOrder", {**_BY_AGE, "LATEST": ("最近走访的在前。", ("-visited_on", "-pk"))})
        filters = {
            "contact": of("ContactPoint", "contact_id", "contact", "该联系点"),
            "visited_from": on_or_after("visited_on", "走访日期"),
            "visited_until": on_or_before("visited_on", "走访日期"),
        }

    contact = One("ContactPoint", "contact", "联系点。", follows=True)
    visited_on = column(Visit, "visited_on")
    summary = column(Visit, "summary")
    findings = column(Visit, "findings")
    by = column(Visit, "by_label")
    at = column(Visit, "at")
    version = column(Visit, "version")
    history = history(Visit)


class WeakPlaceType(Record):
    class Meta:
        model = WeakPlace
        description = "薄弱组织：列入整顿的街道或社区。"
        ordering = Ordering("WeakPlaceOrder", _BY_AGE)
        filters = {
            "status": among(WeakPlaceStatus, "status", "状态"),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该组织"),
            "without_leader": Filter(graphene.Boolean, "只看整顿中而没有领导联系（或其他）的。", _without_leader),
        }

    organization = One("Organization", "organization", "组织。", follows=True)
    reason = column(WeakPlace, "reason")
    named_on = column(WeakPlace, "named_on")
    accepted_on = column(WeakPlace, "accepted_on")
    outcome = column(WeakPlace, "outcome")
    status = column(WeakPlace, "status", enum=WeakPlaceStatus)
    status_label = Named("状态的中文名称。", "status", dict(WeakPlace.Status.choices))
    version = column(WeakPlace, "version")
    history = history(WeakPlace)
