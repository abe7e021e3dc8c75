"""Teams of an inspection: what each has to do and has done, forming, changing and dissolving them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from core.permissions import Perm, require
from linkage.inspections.actions.plans import inspectionteam_dissolve, inspectionteam_form
from linkage.inspections.models import Inspection, InspectionTarget, InspectionTeam
from web.acts import Act
from web.columns import Column, Day, Due, Number, Status
from web.formpages import FormPage
from web.forms import PageForm
from web.inspections.forms import TeamForm
from web.inspections.plans import OfInspection, with_progress
from web.lights import RED, Chip
from web.links import link
from web.records import RecordPage, Related


def was_visited(row: InspectionTarget) -> bool:
    return row.status not in InspectionTarget.TO_VISIT


class TeamRecord(RecordPage):
    model, name, list_name, list_title = InspectionTeam, "inspectionteam", "inspections", "督导检查"
    subject, kind, has_history = "team", "检查组", False
    select_related = ("inspection__organization",)
    facts = (
        Column("inspection", "督导检查"),
        Column("head", "组长"),
        Column("people", "成员"),
        Number("listed", "检查对象", unit="个"),
        Number("visited", "已检查", unit="个"),
    )
    acts = (
        Act(
            "dissolve", "撤销检查组", inspectionteam_dissolve, Perm.INSPECTION_PLAN, icon="trash", danger=True,
            when=lambda row, actor: row.inspection.status in Inspection.OPEN and not row.listed,
            consequence="撤销后这个检查组不再保留。", done="检查组已撤销。",
        ),
    )  # fmt: skip
    related = (
        Related(
            "检查对象",
            lambda row, actor: (
                InspectionTarget.objects.visible_to(actor)
                .filter(team=row)
                .select_related("organization", "unit")
                .order_by("due_on", "organization__path")
            ),
            (
                Column("owner", "检查对象", link=True), Status(), Due("due_on", "检查期限", done=was_visited),
                Day("visited_on", "检查日期"), Number("score", "得分"),
            ),
            record="inspectiontarget",
            all="inspectiontargets",
            query=lambda row: {"team": row.pk},
            empty="还没有分配检查对象。",
        ),
    )  # fmt: skip

    def readable(self) -> QuerySet[Any]:
        return with_progress(super().readable())

    def whose(self, record: InspectionTeam) -> str:
        return str(record.inspection.organization)

    def chips(self, record: Any) -> Iterable[Chip | None]:
        yield Chip(f"{record.late} 个逾期未检", RED, "alert-triangle") if record.late else None

    def links(self, record: InspectionTeam) -> Iterable[tuple[str, str, str]]:
        yield "打开督导检查", "arrow-up-right", link(self.request, "inspection", record.inspection_id)
        if self.actor.can(Perm.INSPECTION_PLAN, record.place) and record.inspection.status in Inspection.OPEN:
            yield "修改", "pencil", link(self.request, "inspectionteam-edit", record.pk)


class TeamNew(OfInspection):
    form, action = TeamForm, staticmethod(inspectionteam_form)
    title, submit, done = "组建检查组", "组建", "检查组已组建。"

    def limit(self, form: PageForm) -> None:
        assert isinstance(form, TeamForm)
        form.offer(self.object)

    def initial(self) -> dict[str, Any]:
        count = self.object.teams.count()
        ordinals = "一二三四五六七八九十"
        return {"name": f"第{ordinals[count]}检查组" if count < len(ordinals) else f"第 {count + 1} 检查组"}


def _change(*, actor: Any, team: InspectionTeam, **values: Any) -> InspectionTeam:
    return inspectionteam_form(actor=actor, inspection=team.inspection, team=team, **values)


class TeamEdit(FormPage):
    form, action, permission = TeamForm, staticmethod(_change), Perm.INSPECTION_PLAN
    model, subject, select_related = InspectionTeam, "team", ("inspection__organization",)
    title, done = "修改检查组", "检查组已修改。"
    record, list_name, list_title = "inspectionteam", "inspections", "督导检查"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.INSPECTION_PLAN, at=self.object.place)

    def limit(self, form: PageForm) -> None:
        assert isinstance(form, TeamForm)
        form.offer(self.object.inspection)

    def initial(self) -> dict[str, Any]:
        row = self.object
        chosen = [str(user) for user in row.members.values_list("user_id", flat=True)]
        return {"name": row.name, "head": row.head, "people": row.people, "members": chosen}
