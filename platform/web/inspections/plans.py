"""Inspections: their list, the record with teams, progress and targets, and the forms of a plan."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm, require
from linkage.inspections.actions.draws import inspection_announce, inspection_draw
from linkage.inspections.actions.plans import (
    inspection_cancel,
    inspection_edit,
    inspection_finish,
    inspection_issue,
    inspection_plan,
)
from linkage.inspections.actions.targets import inspection_choose, inspection_spread
from linkage.inspections.checklists import ItemDraft, lines_of
from linkage.inspections.models import Checklist, Inspection, InspectionItem, InspectionTarget, InspectionTeam
from linkage.inspections.waiting import to_finish
from tenants.org.models import Organization
from web.acts import Act
from web.columns import Column, Day, Due, Number, Percent, Status
from web.filters import ChoicesFilter, PeriodFilter
from web.formpages import FormPage
from web.forms import PageForm, ReasonForm
from web.inspections.forms import (
    AnnounceForm,
    DrawForm,
    PlanEditForm,
    PlanForm,
    SummaryForm,
    TargetsForm,
    inspecting_places,
)
from web.lights import BLUE, Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.places import chosen_place
from web.records import RecordPage, Related

_STATUS = InspectionTarget.Status
LISTED = ~Q(targets__status=_STATUS.DROPPED)
VISITED = Q(targets__status__in=(_STATUS.CHECKED, _STATUS.OBJECTED, _STATUS.CONFIRMED, _STATUS.CLOSED))


def with_progress(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Inspections or teams with how many targets they have, how many were visited, and how many are overdue."""
    late = Q(targets__status__in=InspectionTarget.TO_VISIT, targets__due_on__lt=today())
    return rows.annotate(
        listed=Count("targets", filter=LISTED), visited=Count("targets", filter=VISITED),
        late=Count("targets", filter=late),
    )  # fmt: skip


def share(row: Any) -> Any:
    return row.visited / row.listed if row.listed else None


class InspectionFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Inspection.Status.choices)
    kind = ChoicesFilter(label="方式", choices=Inspection.Kind.choices)
    starts_on = PeriodFilter(label="开始日期")
    waits = ChoicesFilter(label="待我办理", choices=[("finish", "可以总结")], method="for_me")

    def for_me(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return rows.filter(pk__in=to_finish(self.request.actor).values("pk")) if value else rows


def is_over(row: Inspection) -> bool:
    return row.status not in Inspection.OPEN


class InspectionList(ListPage):
    model, name, record, subject, title = Inspection, "inspections", "inspection", "inspection", "督导检查"
    lead = "区和街道组织的定点监测、实地检查和随机抽查；发现的问题由被检查方确认后进入问题清单。"
    measure = "次"
    select_related = ("organization",)
    search_fields, search_hint = ("title", "number", "organization__name", "scope"), "名称、编号、检查组织"
    filters = InspectionFilters
    columns = (
        Column("title", "名称", link=True, sort="title"),
        Status(),
        Column("get_kind_display", "方式", sort="kind"),
        Column("organization", "检查组织", sort="organization__path"),
        Day("starts_on", "开始日期", sort="starts_on"),
        Due("ends_on", "结束日期", sort="ends_on", done=is_over),
        Number("listed", "检查对象", unit="个"),
        Percent("share", "检查进度", value=share),
        Number("late", "逾期未检", optional=True),
        Column("number", "编号", sort="number", optional=True),
        Day("finished_at", "完成日期", sort="finished_at", optional=True),
    )
    order = ("-starts_on",)
    new = New("制定督导检查", "inspection-new", Perm.INSPECTION_PLAN)
    template = "web/inspections/list.html"
    empty_title, empty_text = "还没有督导检查", "制定后组建检查组、选择或抽取检查对象，下达后由检查组记录结果。"

    def rows(self) -> QuerySet[Any]:
        return with_progress(super().rows())

    def context(self) -> dict[str, Any]:
        links = (("inspectiontargets", "检查对象"), ("findings", "检查结果"), ("checklists", "检查表"))
        return {**super().context(), "more": [(link(self.request, name), label) for name, label in links]}


def not_announced(row: Inspection, actor: Any) -> bool:
    return not hasattr(row, "draw")


def to_be_drawn(row: Inspection, actor: Any) -> bool:
    return hasattr(row, "draw") and row.draw.drawn_at is None


class InspectionRecord(RecordPage):
    model, name, list_name, list_title = Inspection, "inspection", "inspections", "督导检查"
    subject, kind = "inspection", "督导检查"
    select_related = ("organization", "draw")
    facts = (
        Column("number", "编号"),
        Column("get_kind_display", "方式"),
        Column("organization", "检查组织"),
        Day("starts_on", "开始日期"),
        Day("ends_on", "结束日期"),
        Column("unannounced", "通知", value=lambda row: "不提前通知被检查方" if row.unannounced else ""),
        Day("issued_at", "下达日期"),
        Day("finished_at", "完成日期"),
    )
    text_facts = (Column("scope", "检查内容和要求"), Column("summary", "总体情况"))
    acts = (
        Act(
            "issue", "下达", inspection_issue, Perm.INSPECTION_PLAN, icon="send", main=True,
            when=lambda row, actor: not to_be_drawn(row, actor),
            consequence="下达后检查组开始检查；除不提前通知的以外，被检查方会收到通知。检查事项和对象不能再修改。",
            done="已下达，检查组会收到通知。",
        ),
        Act(
            "announce", "公布抽取方案", inspection_announce, Perm.INSPECTION_PLAN, icon="speakerphone",
            form=AnnounceForm, when=not_announced,
            consequence="公布后名单、数量和分层方式固定，不能更改；随机种子由这次公布的记录产生，事先无人知道。",
            done="抽取方案已公布，现在可以抽取。",
        ),
        Act(
            "draw", "随机抽取", inspection_draw, Perm.INSPECTION_PLAN, icon="dice-5", form=DrawForm, main=True,
            when=to_be_drawn, consequence="只能抽取一次，结果不能更改，任何人都可以验证。",
            done="已抽取，结果加入检查对象；可在“验证抽取”里核对。",
        ),
        Act(
            "spread", "平均分配检查对象", inspection_spread, Perm.INSPECTION_PLAN, icon="arrows-split-2",
            when=lambda row, actor: row.pending_targets.exists() and row.teams.exists(),
            consequence="还没有开始检查的对象重新平均分给各检查组，相邻的尽量分在一组。", done="检查对象已分配。",
        ),
        Act(
            "finish", "完成并总结", inspection_finish, Perm.INSPECTION_PLAN, icon="circle-check", form=SummaryForm,
            when=lambda row, actor: not row.open_targets.exists(),
        ),
        Act(
            "cancel", "取消", inspection_cancel, Perm.INSPECTION_PLAN, icon="ban", form=ReasonForm, danger=True,
            consequence="取消后不能恢复；还没有提交结果的检查对象不再检查，已提交结果的照常办理。",
        ),
    )  # fmt: skip

    def chips(self, record: Inspection) -> Iterable[Chip | None]:
        yield status_chip(record)
        if record.status in Inspection.OPEN:
            yield due_chip(record.ends_on)
        if to_be_drawn(record, self.actor):
            yield Chip("方案已公布，待抽取", BLUE, "dice-5")

    def links(self, record: Inspection) -> Iterable[tuple[str, str, str]]:
        plans = self.actor.can(Perm.INSPECTION_PLAN, record.place)
        if plans and record.status == Inspection.Status.DRAFT:
            yield "选择检查对象", "list-check", link(self.request, "inspection-targets", record.pk)
        if plans and record.status in Inspection.OPEN:
            yield "组建检查组", "users-plus", link(self.request, "inspectionteam-new", record.pk)
        if plans and record.status == Inspection.Status.DRAFT:
            yield "修改", "pencil", link(self.request, "inspection-edit", record.pk)
        if hasattr(record, "draw") and self.sees_draw(record):
            yield "验证抽取", "shield-check", link(self.request, "inspectiondraw", record.draw.pk)
        if record.status != Inspection.Status.DRAFT and self.actor.can(Perm.VIEW, record.place):
            yield "结果表 Excel", "download", link(self.request, "inspection-sheet", record.pk)
            yield "检查报告 Word", "download", link(self.request, "inspection-report", record.pk)

    def sees_draw(self, record: Inspection) -> bool:
        """The rule of ``InspectionDraw.visible_q`` for somebody who sees the inspection, without a statement more."""
        open_to_all = not record.unannounced or record.status == Inspection.Status.COMPLETED
        return open_to_all or self.actor.can(Perm.VIEW, record.place)

    def related_to(self, record: Inspection) -> Iterable[Related]:
        yield Related(
            "检查组",
            lambda row, actor: with_progress(InspectionTeam.objects.visible_to(actor).filter(inspection=row)).order_by(
                "order"
            ),
            (
                Column("name", "检查组", link=True), Column("head", "组长"), Column("people", "成员"),
                Number("listed", "检查对象"), Number("visited", "已检查"), Number("late", "逾期未检"),
            ),
            record="inspectionteam",
            empty="还没有检查组。",
        )  # fmt: skip
        yield Related(
            "检查对象",
            lambda row, actor: (
                InspectionTarget.objects.visible_to(actor)
                .filter(inspection=row)
                .select_related("organization", "unit", "team")
                .order_by("organization__path", "pk")
            ),
            (
                Column("owner", "检查对象", link=True), Status(), Column("team", "检查组"),
                Day("visited_on", "检查日期"), Number("score", "得分"), Number("unmet", "不符合"),
            ),
            record="inspectiontarget",
            all="inspectiontargets",
            query=lambda row: {"inspection": row.pk},
            empty="还没有检查对象，请选择或公布抽取方案。",
        )  # fmt: skip
        yield Related(
            "检查事项",
            lambda row, actor: InspectionItem.objects.filter(inspection=row),
            (Column("title", "检查事项"), Column("standard", "标准"), Number("points", "分值")),
        )

    def limit(self, act: Act, form: Any) -> None:
        if act.verb == "announce":
            places = Organization.objects.in_use().filter(path__startswith=self.record.organization.path)
            form.fields["below"].queryset = places.exclude(level=Organization.Level.COMMUNITY)
        if act.verb == "draw" and hasattr(self.record, "draw"):
            if source := self.record.draw.public_source:
                form.fields["public_number"].label = f"公开随机数：{source}"
            else:
                del form.fields["public_number"]


class InspectionNew(FormPage):
    form, action, permission = PlanForm, staticmethod(inspection_plan), Perm.INSPECTION_PLAN
    title, submit, done = "制定督导检查", "保存草稿", "草稿已保存，请组建检查组、选择或抽取检查对象。"
    record, list_name, list_title = "inspection", "inspections", "督导检查"

    def initial(self) -> dict[str, Any]:
        given = self.request.GET.get("checklist", "")
        key = int(given) if given.isdecimal() and len(given) < 19 else 0
        active = Checklist.objects.visible_to(self.actor).filter(status=Checklist.Status.ACTIVE)
        chosen = active.filter(pk=key).first() if key else active.order_by("-pk").first()
        place = chosen_place(self.request)
        return {
            "organization": place.pk if place is not None else None,
            "starts_on": today(),
            "lines": chosen.lines if chosen is not None else "",
        }

    def limit(self, form: PageForm) -> None:
        form.fields["organization"].queryset = inspecting_places(self.actor)  # type: ignore[attr-defined]


class OfInspection(FormPage):
    """A form for something of an inspection, for whoever plans it."""

    model, subject, select_related = Inspection, "inspection", ("organization",)
    record, list_name, list_title, permission = "inspection", "inspections", "督导检查", Perm.INSPECTION_PLAN

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.INSPECTION_PLAN, at=self.object.place)

    def success_url(self, made: Any) -> str:
        return link(self.request, "inspection", self.object.pk)


class InspectionEdit(OfInspection):
    form, action = PlanEditForm, staticmethod(inspection_edit)
    title, done = "修改督导检查", "督导检查已修改。"

    def initial(self) -> dict[str, Any]:
        row = self.object
        items = [ItemDraft(each.title, each.standard, each.points) for each in row.items.order_by("order")]
        names = ("title", "kind", "starts_on", "ends_on", "unannounced", "scope")
        return {**{name: getattr(row, name) for name in names}, "lines": lines_of(items)}


class TargetsPage(OfInspection):
    form, action = TargetsForm, staticmethod(inspection_choose)
    title, submit, done = "选择检查对象", "保存", "检查对象已确定。"
    lead = "只保留勾选的对象；随机抽中的始终保留，不用勾选。"

    def limit(self, form: PageForm) -> None:
        assert isinstance(form, TargetsForm)
        form.offer(self.object)

    def initial(self) -> dict[str, Any]:
        seats = list(self.object.targets.filter(drawn=False).values_list("organization_id", "unit_id"))
        return {
            "places": [str(place) for place, unit in seats if unit is None],
            "units": [unit for _, unit in seats if unit is not None],
        }

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"owners": [*values["places"], *values["units"]]}
