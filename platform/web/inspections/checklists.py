"""检查表: the district's reusable lists of what is looked at."""

from collections.abc import Iterable
from typing import Any

from django_filters import FilterSet

from core.permissions import ROOT, Perm, require
from linkage.inspections.actions.checklists import (
    checklist_create,
    checklist_edit,
    checklist_restore,
    checklist_retire,
)
from linkage.inspections.checklists import items_of
from linkage.inspections.models import Checklist
from web.acts import Act
from web.columns import Column, Number, Status
from web.filters import ChoicesFilter
from web.formpages import FormPage
from web.inspections.forms import ChecklistForm, may_keep
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage


class ChecklistFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Checklist.Status.choices)


class ChecklistList(ListPage):
    model, name, record, subject = Checklist, "checklists", "checklist", "checklist"
    title, measure, place_lookup = "检查表", "份", ""
    lead = "由区里制定，各级制定督导检查时套用；修改不影响已经制定的督导检查。"
    search_fields, search_hint = ("name", "lines"), "名称、检查事项"
    filters = ChecklistFilters
    columns = (
        Column("name", "检查表", link=True, sort="name"),
        Status(),
        Number("items", "检查事项", value=lambda row: len(row.lines.splitlines()), unit="项"),
        Column("lines", "内容", optional=True),
    )
    order = ("status", "-id")
    new = New("制定检查表", "checklist-new", Perm.INSPECTION_PLAN)
    empty_title, empty_text = "还没有检查表", "由区里制定后，各级制定督导检查时可以直接套用。"

    def new_url(self) -> str:
        return super().new_url() if may_keep(self.actor) else ""


class ChecklistRecord(RecordPage):
    model, name, list_name, list_title = Checklist, "checklist", "checklists", "检查表"
    subject, kind = "checklist", "检查表"
    body_template = "web/inspections/checklist_body.html"
    facts = ()
    acts = (
        Act(
            "restore", "恢复使用", checklist_restore, Perm.INSPECTION_PLAN, icon="refresh", main=True,
            done="检查表已恢复使用。",
        ),
        Act(
            "retire", "停用", checklist_retire, Perm.INSPECTION_PLAN, icon="ban", danger=True,
            consequence="停用后不再用于制定督导检查，已制定的不受影响；需要时可以恢复使用。", done="检查表已停用。",
        ),
    )  # fmt: skip

    def links(self, record: Checklist) -> Iterable[tuple[str, str, str]]:
        if record.status == Checklist.Status.ACTIVE and self.actor.can_anywhere(Perm.INSPECTION_PLAN):
            yield "用它制定督导检查", "file-plus", link(self.request, "inspection-new", checklist=record.pk)
        if record.status == Checklist.Status.ACTIVE and may_keep(self.actor):
            yield "修改", "pencil", link(self.request, "checklist-edit", record.pk)

    def further(self, record: Checklist) -> dict[str, Any]:
        return {"items": items_of(record.lines)}


class ChecklistNew(FormPage):
    form, action, permission = ChecklistForm, staticmethod(checklist_create), Perm.INSPECTION_PLAN
    title, submit, done = "制定检查表", "保存", "检查表已保存，制定督导检查时可以套用。"
    record, list_name, list_title = "checklist", "checklists", "检查表"

    def find(self, pk: int | None) -> None:
        require(self.actor, Perm.INSPECTION_PLAN, at=ROOT)


class ChecklistEdit(FormPage):
    form, action, permission = ChecklistForm, staticmethod(checklist_edit), Perm.INSPECTION_PLAN
    model, subject = Checklist, "checklist"
    title, done = "修改检查表", "检查表已修改；已制定的督导检查不受影响。"
    record, list_name, list_title = "checklist", "checklists", "检查表"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.INSPECTION_PLAN, at=ROOT)

    def initial(self) -> dict[str, Any]:
        return {"name": self.object.name, "lines": self.object.lines}
