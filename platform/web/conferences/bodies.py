"""议事机构 and their members."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import path
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm, require
from core.visibility import under
from linkage.conferences.actions.bodies import body_create, body_dissolve, body_edit, seat_add, seat_edit, seat_end
from linkage.conferences.actions.meetings import meeting_plan
from linkage.conferences.actions.topics import topic_submit
from linkage.conferences.counting import Cadence
from linkage.conferences.models import Body, Meeting, Seat, Topic
from linkage.conferences.seats import own_seat
from linkage.conferences.waiting import to_convene
from tenants.accounts.models import User
from tenants.org.models import Department, Organization, Post, ResidentUnit
from web.acts import Act
from web.claimforms import uploads
from web.columns import Column, Day, Due, Moment, Number, Status
from web.conferences.forms import BodyEditForm, BodyForm, MeetingForm, SeatEditForm, SeatForm, TopicForm, upcoming
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter
from web.formpages import FormPage
from web.forms import PageForm, ReasonForm
from web.imports import ImportableList
from web.lights import GREY, RED, Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.places import chosen_place
from web.records import RecordPage, Related

DISSOLVE = Act(
    "dissolve",
    "撤销机构",
    body_dissolve,
    Perm.CONFERENCE_EDIT,
    icon="ban",
    form=ReasonForm,
    danger=True,
    consequence="撤销后不再召开会议，已有的会议、表决和纪要保留。还有未办结的会议时不能撤销。",
)
END = Act(
    "end",
    "免去成员",
    seat_end,
    Perm.CONFERENCE_EDIT,
    icon="user-minus",
    form=ReasonForm,
    danger=True,
    at=lambda seat: seat.body.place,
    when=lambda seat, actor: seat.ended_on is None,
    consequence="免去后不再收到会议通知，也不能表决；已有的参会和表决记录保留。",
)


def is_dissolved(body: Body) -> bool:
    return body.status != Body.Status.ACTIVE


class BodyFilters(FilterSet):
    kind = ChoicesFilter(label="类型", choices=Body.Kind.choices)
    level = ChoicesFilter(label="层级", choices=Organization.Level.choices, field_name="organization__level")
    cadence = ChoicesFilter(label="召开周期", choices=Cadence.choices)
    status = ChoicesFilter(label="状态", choices=Body.Status.choices)
    overdue = OnlyFilter(label="逾期未开会", rows="late")
    waits = OnlyFilter(label="待我召集", rows="mine")

    def late(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(status=Body.Status.ACTIVE, meet_by__lt=today())

    def mine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=to_convene(self.request.actor).values("pk"))


class BodyList(ListPage):
    template = "web/conferences/bodies.html"
    model, name, record, subject, title = Body, "bodies", "body", "body", "议事机构"
    measure = "个"
    lead = "各级领导小组、联席会议和兼职委员会。到期没有召开会议的标红，并提醒组织方。"
    select_related = ("organization",)
    search_fields, search_hint = ("name", "organization__name", "duties"), "机构名称、组织"
    filters = BodyFilters
    columns = (
        Column("name", "机构", link=True, sort="name"),
        Column("get_kind_display", "类型", sort="kind"),
        Column("organization", "所属组织", sort="organization__path"),
        Column("get_cadence_display", "召开周期", sort="cadence"),
        Day("last_met_on", "最近召开", sort="last_met_on"),
        Due("meet_by", "最迟召开", sort="meet_by", done=is_dissolved),
        Number("members", "成员", unit="人"),
        Status(),
        Day("founded_on", "成立日期", sort="founded_on", optional=True),
    )
    order = ("organization__path", "name")
    new = New("成立机构", "body-new", Perm.CONFERENCE_EDIT)
    empty_title, empty_text = "还没有议事机构", "先成立领导小组或联席会议，再增补成员、筹备会议。"

    def rows(self) -> QuerySet[Any]:
        return super().rows().annotate(members=Count("seats", filter=Q(seats__ended_on=None)))


class BodyRecord(RecordPage):
    model, name, list_name, list_title, subject, kind = Body, "body", "bodies", "议事机构", "body", "议事机构"
    select_related = ("organization",)
    facts = (
        Column("get_kind_display", "类型"),
        Column("organization", "所属组织"),
        Column("get_cadence_display", "召开周期"),
        Day("last_met_on", "最近召开"),
        Day("meet_by", "最迟召开"),
        Day("founded_on", "成立日期"),
    )
    text_facts = (Column("duties", "工作职责"),)
    acts = (DISSOLVE,)
    related = (
        Related(
            "成员",
            lambda row, actor: (
                Seat.objects.visible_to(actor)
                .filter(body=row, ended_on=None)
                .select_related("organization", "unit", "department", "user")
                .order_by("id")
            ),
            (
                Column("owner", "组织或单位", link=True),
                Column("get_role_display", "身份"),
                Column("name", "姓名"),
                Column("title", "职务"),
                Column("votes", "表决权", value=lambda seat: "有" if seat.votes else "无"),
            ),
            record="seat",
            all="seats",
            query=lambda row: {"body": row.pk},
            empty="还没有成员，增补后才能发会议通知。",
        ),
        Related(
            "会议",
            lambda row, actor: Meeting.objects.visible_to(actor).filter(body=row).order_by("-starts_at"),
            (Column("title", "会议", link=True), Moment("starts_at", "开会时间"), Status()),
            record="meeting",
            all="meetings",
            query=lambda row: {"body": row.pk},
            empty="还没有召开过会议。",
        ),
        Related(
            "议题",
            lambda row, actor: Topic.objects.visible_to(actor).filter(body=row).order_by("-pk"),
            (Column("title", "议题", link=True), Status(), Moment("submitted_at", "提交时间")),
            record="topic",
            all="topics",
            query=lambda row: {"body": row.pk},
            empty="还没有议题。",
        ),
    )

    def chips(self, record: Body) -> Iterable[Chip | None]:
        return [status_chip(record), None if is_dissolved(record) else meeting_light(record)]

    def links(self, record: Body) -> Iterable[tuple[str, str, str]]:
        if is_dissolved(record):
            return
        if self.actor.can(Perm.CONFERENCE_EDIT, record.place):
            yield "筹备会议", "calendar-plus", link(self.request, "meeting-new", record.pk)
            yield "增补成员", "user-plus", link(self.request, "seat-new", record.pk)
            yield "提交议题", "message-plus", link(self.request, "topic-new", record.pk)
            yield "修改", "pencil", link(self.request, "body-edit", record.pk)
        elif own_seat(self.actor, record) is not None:
            yield "提交议题", "message-plus", link(self.request, "topic-new", record.pk)


def meeting_light(body: Body) -> Chip | None:
    """Red when it has not met in time, blue when it soon has to."""
    late = (today() - body.meet_by).days
    return Chip(f"逾期 {late} 天未开会", RED, "alert-triangle") if late > 0 else due_chip(body.meet_by)


def own_places(page: Any) -> QuerySet[Organization]:
    """Places whose meetings this person runs."""
    rows: QuerySet[Organization] = Organization.objects.in_use().filter(
        under(page.actor.paths(Perm.CONFERENCE_EDIT), "path")
    )
    return rows


class BodyNew(FormPage):
    form, action, permission = BodyForm, staticmethod(body_create), Perm.CONFERENCE_EDIT
    title, submit, done = "成立议事机构", "成立", "机构已成立，请增补成员。"
    record, list_name, list_title = "body", "bodies", "议事机构"

    def limit(self, form: PageForm) -> None:
        places: Any = form.fields["organization"]
        places.queryset = own_places(self)

    def initial(self) -> dict[str, Any]:
        return {"organization": chosen_place(self.request)}


class BodyEdit(FormPage):
    form, action, permission = BodyEditForm, staticmethod(body_edit), Perm.CONFERENCE_EDIT
    model, subject, select_related = Body, "body", ("organization",)
    title, submit, done = "修改议事机构", "保存", "已保存。"
    record, list_name, list_title = "body", "bodies", "议事机构"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.CONFERENCE_EDIT, at=self.object.place)

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in BodyEditForm.base_fields}


class OfBody(FormPage):
    """A form for something new of a body."""

    model, subject, select_related = Body, "body", ("organization",)
    list_name, list_title = "bodies", "议事机构"


class SeatNew(OfBody):
    form, action, permission = SeatForm, staticmethod(seat_add), Perm.CONFERENCE_EDIT
    title, submit, done = "增补成员", "增补", "成员已增补。"
    record = "body"

    def success_url(self, made: Any) -> str:
        return link(self.request, "body", self.object.pk)

    def limit(self, form: PageForm) -> None:
        owner: Any = form.fields["owner"]
        owner.offer(
            *candidates(self.actor, self.object), departments=Department.objects.in_use().order_by("pinyin", "id")
        )
        user: Any = form.fields["user"]
        user.queryset = people_of(self.object)


def candidates(actor: Any, body: Body) -> tuple[Iterable[Organization], Iterable[ResidentUnit]]:
    """Organizations of the body's own subtree, and units that this person sees."""
    places = Organization.objects.in_use().filter(path__startswith=body.organization.path)
    units = ResidentUnit.objects.visible_to(actor).filter(status=ResidentUnit.Status.ACTIVE)
    return places, units.select_related("organization").order_by("pinyin", "id")


def people_of(body: Body) -> QuerySet[User]:
    """Who holds a post in the body's own subtree, at its units or in a department."""
    inside = body.organization.path
    posts = Post.objects.in_force(today()).filter(
        Q(organization__path__startswith=inside)
        | Q(unit__organization__path__startswith=inside)
        | Q(department__isnull=False)
    )
    return User.objects.filter(pk__in=posts.values("user"), is_active=True, is_service=False).order_by("name", "id")


class SeatEdit(FormPage):
    form, action, permission = SeatEditForm, staticmethod(seat_edit), Perm.CONFERENCE_EDIT
    model, subject = Seat, "seat"
    select_related = ("body__organization", "organization", "unit", "department", "user")
    title, submit, done = "调整成员", "保存", "已保存。"
    record, list_name, list_title = "seat", "seats", "机构成员"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.CONFERENCE_EDIT, at=self.object.body.place)

    def limit(self, form: PageForm) -> None:
        user: Any = form.fields["user"]
        user.queryset = people_of(self.object.body)

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in SeatEditForm.base_fields}


class SeatFilters(FilterSet):
    role = ChoicesFilter(label="身份", choices=Seat.Role.choices)
    current = OnlyFilter(label="只看在任", rows="in_office")
    ending = OnlyFilter(label="任期将满", rows="ending_soon")
    term = OnlyFilter(label="任期已满", rows="over")
    body = KeyFilter(label="机构", queryset=lambda request: Body.objects.visible_to(request.actor))
    unit = KeyFilter(label="单位", queryset=lambda request: ResidentUnit.objects.visible_to(request.actor))

    def in_office(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(ended_on=None)

    def ending_soon(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of which the rules already speak."""
        return rows.filter(Seat.ending(today()))

    def over(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The last day of a term still counts."""
        return rows.filter(ended_on=None, term_ends_on__lt=today())


class SeatList(ImportableList):
    model, name, record, subject, title = Seat, "seats", "seat", "seat", "机构成员"
    measure = "人"
    place_lookup = "body__organization__path"
    select_related = ("body", "organization", "unit", "department")
    search_fields = ("name", "title", "organization__name", "unit__name", "department__name", "body__name")
    search_hint = "姓名、单位、机构"
    filters = SeatFilters
    columns = (
        Column("owner", "组织或单位", link=True),
        Column("name", "姓名", sort="name"),
        Column("title", "单位职务"),
        Column("get_role_display", "身份", sort="role"),
        Column("votes", "表决权", value=lambda seat: "有" if seat.votes else "无"),
        Column("body", "机构", sort="body__name"),
        Day("term_ends_on", "任期届满", sort="term_ends_on"),
        Day("ended_on", "免去日期", sort="ended_on", optional=True),
    )
    order = ("body_id", "id")
    new = New("成立机构", "body-new", Perm.CONFERENCE_EDIT)
    import_name = "seat-import"
    empty_title, empty_text = "还没有成员", "在机构里增补成员，也可以用 Excel 表一次导入。"

    def new_url(self) -> str:
        """Members are added at their body; whoever may do so may import them."""
        return "" if not self.actor.can_anywhere(Perm.CONFERENCE_EDIT) else link(self.request, "bodies")


class SeatRecord(RecordPage):
    model, name, list_name, list_title, subject, kind = Seat, "seat", "seats", "机构成员", "seat", "机构成员"
    select_related = ("body__organization", "organization", "unit", "department", "user")
    has_history = False
    facts = (
        Column("body", "机构"),
        Column("get_role_display", "身份"),
        Column("name", "姓名"),
        Column("title", "单位职务"),
        Column("user", "本人账号"),
        Column("votes", "表决权", value=lambda seat: "有" if seat.votes else "无"),
        Day("starts_on", "任期开始"),
        Day("term_ends_on", "任期届满"),
        Day("ended_on", "免去日期"),
    )
    acts = (END,)

    def chips(self, record: Seat) -> Iterable[Chip | None]:
        return [Chip("已免去", GREY, "ban") if record.ended_on else None]

    def links(self, record: Seat) -> Iterable[tuple[str, str, str]]:
        if record.ended_on is None and self.actor.can(Perm.CONFERENCE_EDIT, record.body.place):
            yield "调整", "pencil", link(self.request, "seat-edit", record.pk)
        yield "查看机构", "users-group", link(self.request, "body", record.body_id)


class MeetingNew(OfBody):
    form, action, permission = MeetingForm, staticmethod(meeting_plan), Perm.CONFERENCE_EDIT
    title, submit, done = "筹备会议", "保存", "会议已列入筹备。安排议程后发出通知。"
    record = "meeting"
    remember = ("venue",)

    def success_url(self, made: Any) -> str:
        return link(self.request, "meeting", made.pk)

    def initial(self) -> dict[str, Any]:
        held = Meeting.objects.filter(body=self.object).exclude(status="cancelled").count()
        return {"title": f"{self.object}第 {held + 1} 次会议"}


class TopicNew(OfBody):
    form, action = TopicForm, staticmethod(topic_submit)
    title, submit, done = "提交议题", "提交", "议题已提交，等待审定。"
    record = "topic"

    def success_url(self, made: Any) -> str:
        return link(self.request, "topic", made.pk)

    def limit(self, form: PageForm) -> None:
        meeting: Any = form.fields["meeting"]
        seen = Meeting.objects.visible_to(self.actor).values("pk")
        meeting.queryset = upcoming(self.object).filter(pk__in=seen)

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "papers": uploads(values["papers"])}


urlpatterns = [
    path("bodies/", BodyList.as_view(), name="bodies"),
    path("bodies/new/", BodyNew.as_view(), name="body-new"),
    path("bodies/<int:pk>/edit/", BodyEdit.as_view(), name="body-edit"),
    path("bodies/<int:pk>/seats/new/", SeatNew.as_view(), name="seat-new"),
    path("bodies/<int:pk>/meetings/new/", MeetingNew.as_view(), name="meeting-new"),
    path("bodies/<int:pk>/topics/new/", TopicNew.as_view(), name="topic-new"),
    *BodyRecord.urls("bodies"),
    path("seats/", SeatList.as_view(), name="seats"),
    path("seats/<int:pk>/edit/", SeatEdit.as_view(), name="seat-edit"),
    *SeatRecord.urls("seats"),
]
