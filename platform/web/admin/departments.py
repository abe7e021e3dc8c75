"""区直部门 and their 派出机构: list, record, forms, import."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.urls import path
from django_filters import FilterSet

from core.errors import InvalidInput
from core.history import Line, history_of
from core.periods import today
from core.permissions import ROOT, Perm
from linkage.consultations.waiting import to_appraise
from tenants.org.actions.departments import department_add, department_edit, department_restore, department_retire
from tenants.org.models import Department, Organization, Post
from web.acts import Act
from web.admin.placeforms import RestoreForm
from web.columns import Column, Day, Number, Status
from web.filters import ChoicesFilter, KeyFilter
from web.formpages import FormPage
from web.forms import PageForm, ReasonForm, RowsField
from web.importplaces import Places
from web.imports import ImportableList, ImportPage
from web.importtemplate import Field
from web.links import link
from web.lists import New
from web.records import RecordPage, Related
from web.sheets import Row

VERBS = tuple(f"department.{verb}" for verb in ("add", "edit", "retire", "restore"))


def streets() -> QuerySet[Organization]:
    """Where an outpost may lie."""
    found: QuerySet[Organization] = Organization.objects.in_use().filter(level=Organization.Level.SUBDISTRICT)
    return found


def heads() -> QuerySet[Department]:
    """Departments that may have outposts."""
    found: QuerySet[Department] = Department.objects.in_use().filter(kind=Department.Kind.DEPARTMENT)
    return found


class DepartmentFilters(FilterSet):
    kind = ChoicesFilter(label="类别", choices=Department.Kind.choices)
    status = ChoicesFilter(label="状态", choices=Department.Status.choices)
    waits = ChoicesFilter(label="待我办理", choices=[("appraise", "待评价")], method="for_me")
    parent = KeyFilter(label="主管部门", queryset=Department.objects.all())

    def for_me(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return rows.filter(pk__in=to_appraise(self.request.actor).values("pk")) if value else rows


class DepartmentList(ImportableList):
    model, name, record, subject, title = Department, "departments", "department", "department", "部门"
    lead = "区直部门属于区，派出机构是区直部门设在街道的机构。"
    measure = "个"
    select_related = ("organization", "parent")
    search_fields, search_hint = ("name", "pinyin", "duties", "organization__name"), "名称、拼音、职责、街道"
    filters = DepartmentFilters
    columns = (
        Column("name", "名称", link=True, sort="pinyin"),
        Column("get_kind_display", "类别", sort="kind"),
        Column("parent", "主管部门", sort="parent__pinyin"),
        Column("organization", "所在组织", sort="organization__path"),
        Number("people", "任职人数", sort="people"),
        Status(),
        Column("party_organization", "党组织", optional=True),
        Column("office_phone", "办公电话", optional=True),
        Column("duties", "主要职责", optional=True),
    )
    order = ("kind", "organization__path", "pinyin")
    new = New("新增部门", "department-new", Perm.ORGANIZATION_EDIT)
    import_name = "department-import"
    empty_title, empty_text = "还没有部门", "区直部门及其派出机构由区里登记，也可以用 Excel 表一次导入。"

    def rows(self) -> QuerySet[Any]:
        day = today()
        held = Q(posts__starts_on__lte=day) & (Q(posts__ends_on=None) | Q(posts__ends_on__gt=day))
        return super().rows().annotate(people=Count("posts", filter=held))


ACTS = (
    Act(
        "retire", "撤销", department_retire, Perm.ORGANIZATION_EDIT, icon="ban", form=ReasonForm, danger=True,
        at=lambda row: ROOT, when=lambda row, actor: row.status == Department.Status.ACTIVE,
        consequence="撤销后该部门的任职一并免去，以前的记录都保留。还有派出机构或未了结的事项时不能办理。",
    ),
    Act(
        "restore", "恢复", department_restore, Perm.ORGANIZATION_EDIT, icon="refresh", form=RestoreForm, main=True,
        at=lambda row: ROOT, when=lambda row, actor: row.status == Department.Status.RETIRED,
        consequence="恢复后重新启用；原来的任职不会自动回来。",
    ),
)  # fmt: skip


class DepartmentRecord(RecordPage):
    model, name, list_name, list_title, subject = Department, "department", "departments", "部门", "department"
    kind = "部门"
    select_related = ("organization", "parent")
    facts = (
        Column("get_kind_display", "类别"),
        Column("parent", "主管部门"),
        Column("organization", "所在组织"),
        Column("party_organization", "党组织"),
        Column("office_phone", "办公电话"),
    )
    text_facts = (Column("duties", "主要职责"),)
    acts = ACTS

    def whose(self, record: Department) -> str:
        return str(record.parent or record.organization)

    def history(self, record: Department) -> list[Line]:
        """Whoever keeps departments reads what was done to them, also without a view of what goes on in the place."""
        return history_of(record, seen_by=self.actor, told=VERBS)

    def links(self, record: Department) -> Iterable[tuple[str, str, str]]:
        if record.status == Department.Status.ACTIVE and self.actor.can(Perm.ORGANIZATION_EDIT, ROOT):
            yield "修改", "pencil", link(self.request, "department-edit", record.pk)
            if record.kind == Department.Kind.DEPARTMENT:
                yield "新增派出机构", "plus", link(self.request, "department-new", parent=str(record.pk))
        if record.kind == Department.Kind.OUTPOST and self.actor.can(Perm.OUTPOST_APPRAISE, record.place):
            yield "评价", "clipboard-check", link(self.request, "outpostappraisal-new", outpost=str(record.pk))

    def related_to(self, record: Department) -> Iterable[Related]:
        if record.kind == Department.Kind.DEPARTMENT:
            yield Related(
                "派出机构",
                lambda row, actor: (
                    Department.objects.visible_to(actor).filter(parent=row).select_related("organization")
                ),
                (Column("name", "名称", link=True), Column("organization", "所在街道"), Status()),
                record="department",
                all="departments",
                query=lambda row: {"parent": row.pk},
                empty="没有派出机构。",
            )
        yield Related(
            "任职人员",
            lambda row, actor: (
                Post.objects.visible_to(actor).in_force(today()).filter(department=row).select_related("user")
            ),
            (
                Column("user", "姓名"),
                Column("get_role_display", "角色"),
                Column("title", "职务"),
                Day("starts_on", "任职日期"),
            ),
            empty="还没有人任职，或您无权查看。",
        )


class DepartmentForm(PageForm):
    """Field names are the keywords of the action."""

    name = forms.CharField(label="名称", max_length=60)
    parent = RowsField(label="主管部门", required=False, help_text="登记派出机构时选择；区直部门不填。")
    organization = RowsField(label="所在街道", required=False, help_text="只有派出机构填写。")
    party_organization = forms.CharField(label="党组织名称", required=False, max_length=120)
    office_phone = forms.CharField(label="办公电话", required=False, max_length=30)
    duties = forms.CharField(label="主要职责", required=False, max_length=1000, widget=forms.Textarea)
    wide = ("name", "duties")


class DepartmentNew(FormPage):
    form, action, permission = DepartmentForm, staticmethod(department_add), Perm.ORGANIZATION_EDIT
    title, submit, done = "新增部门", "登记", "部门已登记，请安全管理员任命职务。"
    record, list_name, list_title = "department", "departments", "部门"

    def initial(self) -> dict[str, Any]:
        given = self.request.GET.get("parent", "")
        return {"parent": heads().filter(pk=int(given)).first()} if given.isdecimal() and len(given) < 18 else {}

    def limit(self, form: PageForm) -> None:
        form.fields["parent"].queryset = heads()  # type: ignore[attr-defined]
        form.fields["organization"].queryset = streets()  # type: ignore[attr-defined]


class DepartmentEdit(FormPage):
    form, action, permission = DepartmentForm, staticmethod(department_edit), Perm.ORGANIZATION_EDIT
    model, subject, select_related = Department, "department", ("organization", "parent")
    title, done = "修改部门", "已保存。"
    record, list_name, list_title = "department", "departments", "部门"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in DepartmentForm.base_fields}

    def limit(self, form: PageForm) -> None:
        del form.fields["parent"]
        if self.object.kind == Department.Kind.OUTPOST:
            form.fields["organization"].queryset = streets()  # type: ignore[attr-defined]
        else:
            del form.fields["organization"]


class DepartmentImport(ImportPage):
    permission = Perm.ORGANIZATION_EDIT
    title, list_name, list_title, measure = "导入部门", "departments", "部门", "个"
    lead = "区直部门和派出机构可以在同一张表里，主管部门写在派出机构之前。同一街道内同名的，视为已有的派出机构。"
    fields = (
        Field("name", "名称", required=True, example="区民政局", help="全称，最多 60 个字。"),
        Field("parent", "主管部门", help="只有派出机构填写，写区直部门的名称。"),
        Field("organization", "所在街道", help="只有派出机构填写；从下拉框选择，或写 12 位代码。"),
        Field("party_organization", "党组织名称", example="区民政局党组"),
        Field("office_phone", "办公电话"),
        Field("duties", "主要职责", help="最多 1000 个字。"),
    )
    examples = ({"name": "江宁路派出所", "parent": "区公安分局", "organization": "江宁路街道"},)

    def prepare(self) -> None:
        self.places = Places(streets())
        self.heads = {row.name: row for row in heads()}
        rows = Department.objects.in_use().select_related("organization", "parent")
        self.found = {(row.organization_id, row.name): row for row in rows}
        self.root = Organization.objects.get(depth=1)

    def offers(self) -> dict[str, Sequence[str]]:
        return {"parent": [row.name for row in heads()], "organization": [row.name for row in streets()]}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {**texts, "parent": None, "organization": None}
        if texts["parent"]:
            if texts["parent"] not in self.heads:
                raise InvalidInput(f"没有名为“{texts['parent']}”的区直部门，请先登记。", field="parent")
            values["parent"] = self.heads[texts["parent"]]
        if texts["organization"]:
            values["organization"] = self.places.get(texts["organization"], "organization", "所在街道")
        return values

    def existing(self, values: dict[str, Any]) -> Any:
        place = values["organization"] or self.root
        return self.found.get((place.pk, values["name"]))

    def create(self, values: dict[str, Any]) -> None:
        made = department_add(actor=self.actor, **values)
        self.found[made.organization_id, made.name] = made
        if made.kind == Department.Kind.DEPARTMENT:
            self.heads[made.name] = made

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        names = ("name", "duties", "party_organization", "office_phone")
        merged = {name: values[name] if name in filled else getattr(record, name) for name in names}
        department_edit(actor=self.actor, department=record, **merged)


urlpatterns = [
    path("departments/", DepartmentList.as_view(), name="departments"),
    path("departments/new/", DepartmentNew.as_view(), name="department-new"),
    path("departments/import/", DepartmentImport.as_view(), name="department-import"),
    path("departments/<int:pk>/edit/", DepartmentEdit.as_view(), name="department-edit"),
    *DepartmentRecord.urls("departments"),
]
