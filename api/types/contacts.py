"""联系点, visits and weak places."""

from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, column
from api.rows.pages import Many, Ordering
from api.rows.records import Record
from api.types.choices import ContactPointStatus, WeakPlaceStatus
from api.types.events import history
from linkage.contacts.models import ContactPoint, Visit, WeakPlace

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class ContactPointType(Record):
    class Meta:
        model = ContactPoint
        description = "联系点：一名领导联系一个街道或社区。"
        ordering = Ordering("ContactPointOrder", _BY_AGE)
        filters = {
            "status": among(ContactPointStatus, "status", "状态"),
            "within": within(),
            "search": search("leader"),
        }

    leader = column(ContactPoint, "leader")
    seat = One("Organization", "seat", "领导所在组织。", follows=True)
    organization = One("Organization", "organization", "联系组织。", follows=True)
    since = column(ContactPoint, "since")
    ended_on = column(ContactPoint, "ended_on")
    status = column(ContactPoint, "status", enum=ContactPointStatus)
    status_label = Named("状态的中文名称。", "status", dict(ContactPoint.Status.choices))
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


class WeakPlaceType(Record):
    class Meta:
        model = WeakPlace
        description = "薄弱组织：列入整顿的街道或社区。"
        ordering = Ordering("WeakPlaceOrder", _BY_AGE)
        filters = {"status": among(WeakPlaceStatus, "status", "状态"), "within": within()}

    organization = One("Organization", "organization", "组织。", follows=True)
    reason = column(WeakPlace, "reason")
    named_on = column(WeakPlace, "named_on")
    accepted_on = column(WeakPlace, "accepted_on")
    outcome = column(WeakPlace, "outcome")
    status = column(WeakPlace, "status", enum=WeakPlaceStatus)
    status_label = Named("状态的中文名称。", "status", dict(WeakPlace.Status.choices))
    version = column(WeakPlace, "version")
    history = history(WeakPlace)
