"""The list of contact points, and the record on which visits are kept."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm, Place
from core.visibility import under
from linkage.contacts.actions.contactpoints import contactpoint_bind, contactpoint_end, visit_edit, visit_record
from linkage.contacts.cover import unvisited, with_visits
from linkage.contacts.models import WEAK_NOW, ContactPoint, Visit, WeakPlace
from linkage.contacts.waiting import CONTACT_WAITS
from tenants.org.models import Organization, Post
from web.acts import Act
from web.columns import Column, Day, Moment, Number, Status
from web.contacts.forms import ContactForm, EndForm, VisitEditForm, VisitForm, visit_of
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter, WaitsFilter
from web.formpages import FormPage
from web.forms import PageForm
from web.imports import ImportableList
from web.lights import Chip, status_chip
from web.links import link
from web.lists import New
from web.places import chosen_place
from web.records import RecordPage, Related


def seat_of(contact: ContactPoint) -> Place:
    """Where the leader sits: there it is decided, and from there it is visited."""
    return contact.seat.place


VISIT = Act(
    "visit",
    "记录走访",
    visit_record,
    Perm.CONTACT_VISIT,
    icon="walk",
    main=True,
    form=VisitForm,
    at=seat_of,
    done="走访已记录，发现的问题已登记到问题清单。",
)
END = Act(
    "end",
    "结束联系",
    contactpoint_end,
    Perm.CONTACT_EDIT,
    icon="circle-x",
    form=EndForm,
    at=seat_of,
    danger=True,
    consequence="结束后走访记录保留，需要时另行安排。",
)

EDIT_VISIT = Act(
    "edit",
    "修改",
    visit_edit,
    Perm.CONTACT_VISIT,
    icon="pencil",
    form=VisitEditForm,
    at=lambda visit: seat_of(visit.contact),
    done="走访记录已修改，办理过程里记下改了什么。",
)


class ContactFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=ContactPoint.Status.choices)
    weak = OnlyFilter(label="只看薄弱组织", rows="of_weak")
    unvisited = OnlyFilter(label="本季度走访不足", rows="lacking")
    waits = WaitsFilter(CONTACT_WAITS)

    def of_weak(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(organization__in=WeakPlace.objects.filter(WEAK_NOW).values("organization"))

    def lacking(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=unvisited(ContactPoint.objects.all(), today()).values("pk"))


class ContactPointList(ImportableList):
    import_name = "contactpoint-import"
    model, name, record, subject = ContactPoint, "contactpoints", "contactpoint", "contactpoint"
    title, measure = "联系点", "个"
    select_related = ("organization", "seat")
    search_fields, search_hint = ("leader", "organization__name"), "领导、组织"
    filters = ContactFilters
    columns = (
        Column("organization", "联系组织", link=True, sort="organization__path"),
        Column("leader", "联系领导", sort="leader"),
        Status(),
        Number("visits_now", "本季度走访", sort="visits_now"),
        Day("last_visit", "最近走访", sort="last_visit"),
        Column("seat", "领导所在组织", sort="seat__path"),
        Day("since", "开始日期", sort="since", optional=True),
        Day("ended_on", "结束日期", sort="ended_on", optional=True),
    )
    order = ("seat__path", "id")
    new = New("安排联系点", "contactpoint-new", Perm.CONTACT_EDIT)
    template = "web/contacts/list.html"
    empty_title, empty_text = "还没有联系点", "区和街道给领导安排联系点后显示在这里，每次走访都记在联系点上。"

    def rows(self) -> QuerySet[Any]:
        return with_visits(super().rows(), today()).annotate(last_visit=Max("visits__visited_on"))


class ContactPointRecord(RecordPage):
    model, name, list_name, list_title = ContactPoint, "contactpoint", "contactpoints", "联系点"
    subject, kind = "contactpoint", "联系点"
    select_related = ("organization", "seat", "post")
    facts = (
        Column("organization", "联系组织"),
        Column("leader", "联系领导"),
        Column("seat", "领导所在组织"),
        Day("since", "开始日期"),
        Day("ended_on", "结束日期"),
    )
    acts = (VISIT, END)
    related = (
        Related(
            "走访记录",
            lambda contact, actor: Visit.objects.visible_to(actor).filter(contact=contact),
            (Day("visited_on", "日期"), Column("summary", "走访情况", link=True), Number("findings", "发现问题")),
            record="visit",
            all="visits",
            query=lambda contact: {"contact": contact.pk},
            empty="还没有走访。",
        ),
    )

    def chips(self, record: ContactPoint) -> Iterable[Chip | None]:
        return [status_chip(record)]

    def initial(self, act: Act) -> dict[str, Any]:
        return {"visited_on": today()} if act.verb == "visit" else {}

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return visit_of(values) if act.verb == "visit" else values


class ContactPointNew(FormPage):
    form, action, permission = ContactForm, staticmethod(contactpoint_bind), Perm.CONTACT_EDIT
    title, submit, done = "安排联系点", "安排", "联系点已安排，双方会收到通知。"
    record, list_name, list_title = "contactpoint", "contactpoints", "联系点"
    remember = ("post",)

    def initial(self) -> dict[str, Any]:
        place = chosen_place(self.request)
        return {"organization": place.pk} if place is not None else {}

    def limit(self, form: PageForm) -> None:
        paths = self.actor.paths(Perm.CONTACT_EDIT)
        posts = Post.objects.visible_to(self.actor).in_force(today()).filter(under(paths))
        leaders: Any = form.fields["post"]
        leaders.queryset = posts.select_related("user", "organization", "unit", "department").order_by(
            "organization__path", "pk"
        )
        places: Any = form.fields["organization"]
        places.queryset = Organization.objects.in_use().exclude(level="district").filter(under(paths, "path"))


class VisitFilters(FilterSet):
    visited_on = PeriodFilter(label="走访日期")
    found = OnlyFilter(label="只看发现问题的", rows="with_findings")
    contact = KeyFilter(label="联系点", queryset=lambda request: ContactPoint.objects.visible_to(request.actor))

    def with_findings(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(findings__gt=0)


class VisitList(ImportableList):
    import_name = "visit-import"
    model, name, record, subject = Visit, "visits", "visit", "visit"
    title, measure = "走访记录", "次"
    place_lookup = "contact__organization__path"
    select_related = ("contact__organization", "contact__seat")
    search_fields, search_hint = ("summary", "contact__leader", "contact__organization__name"), "情况、领导、组织"
    filters = VisitFilters
    columns = (
        Column("contact.organization", "联系组织", link=True, sort="contact__organization__path"),
        Day("visited_on", "走访日期", sort="visited_on"),
        Column("contact.leader", "联系领导", sort="contact__leader"),
        Column("summary", "走访情况"),
        Number("findings", "发现问题", sort="findings"),
        Column("by_label", "记录人", optional=True),
    )
    order = ("-visited_on", "-id")
    # A visit is recorded on its contact point.
    new = New("记录走访", "contactpoints", Perm.CONTACT_VISIT)
    empty_title, empty_text = "还没有走访记录", "在联系点上记录走访后显示在这里。"


class VisitRecord(RecordPage):
    model, name, list_name, list_title = Visit, "visit", "visits", "走访记录"
    subject, kind = "visit", "走访记录"
    begets = True
    select_related = ("contact__organization", "contact__seat")
    acts = (EDIT_VISIT,)
    facts = (
        Column("contact.organization", "联系组织"),
        Column("contact.leader", "联系领导"),
        Day("visited_on", "走访日期"),
        Number("findings", "发现问题"),
        Column("by_label", "记录人"),
        Moment("at", "记录时间"),
    )
    text_facts = (Column("summary", "走访情况"),)

    def initial(self, act: Act) -> dict[str, Any]:
        return {"visited_on": self.record.visited_on, "summary": self.record.summary}

    def whose(self, record: Visit) -> str:
        return str(record.contact.organization)

    def links(self, record: Visit) -> Iterable[tuple[str, str, str]]:
        yield "联系点", "map-pin", link(self.request, "contactpoint", record.contact_id)
