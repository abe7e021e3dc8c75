"""The organization tree, and its correction by a division table with a preview."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django_filters import FilterSet

from core.errors import DomainError
from core.history import Line, history_of
from core.periods import today
from core.permissions import PATH_STEP, Perm
from tenants.divisions.actions import division_import
from tenants.divisions.plan import plan_import
from tenants.divisions.table import LARGEST_FILE, MOST_ROWS, parse_table
from tenants.org.actions.organizations import organization_restore, organization_retire
from tenants.org.models import Organization, Post, ResidentUnit
from web.access import SignedIn
from web.acts import Act, blame
from web.admin.placeforms import OrganizationEdit, OrganizationNew, RestoreForm, RetireForm, parents_for, successors_for
from web.columns import Column, Day, Number
from web.export import workbook_response
from web.filters import ChoicesFilter, OnlyFilter
from web.forms import PageForm
from web.lights import GREEN, GREY, Chip
from web.links import link, with_query
from web.lists import ListPage, New
from web.records import REFUSED, RecordPage, Related
from web.sheets import read_sheet

SHOWN_CHANGES = 200
# A workbook is a zipped file; anything else is read as CSV.
ZIPPED = b"PK\x03\x04"
TABLE_HEADINGS = ("代码", "名称", "层级", "上级代码", "原代码", "并入")
TREE_VERBS = tuple(f"organization.{verb}" for verb in ("create", "rename", "recode", "move", "retire", "restore"))


class OrganizationFilters(FilterSet):
    level = ChoicesFilter(label="层级", choices=Organization.Level.choices)
    retired = OnlyFilter(label="包括已撤销", rows="everything")
    empty = OnlyFilter(label="没有人任职", rows="without_posts")

    def everything(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows

    def without_posts(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(people=0)


def in_office() -> Q:
    day = today()
    return Q(posts__starts_on__lte=day) & (Q(posts__ends_on=None) | Q(posts__ends_on__gt=day))


class OrganizationList(ListPage):
    model, name, record, title = Organization, "organizations", "organization", "组织机构"
    measure = "个"
    permission = Perm.ORGANIZATION_EDIT
    place_lookup = "path"
    search_fields, search_hint = ("name", "pinyin", "code"), "名称、拼音、代码"
    filters = OrganizationFilters
    columns = (
        Column("name", "名称", link=True, value=lambda row: "　" * (row.depth - 1) + row.name),
        Column("get_level_display", "层级"),
        Column("code", "代码", sort="code"),
        Number("people", "任职人数", sort="people"),
        Number("active_units", "驻区单位", sort="active_units"),
        Day("retired_on", "撤销日期", optional=True),
    )
    order = ("path",)
    page_sizes = (50, 100, 200)
    template = "web/admin/organizations.html"
    new = New("新增组织", "organization-new", Perm.ORGANIZATION_EDIT)
    empty_title = "没有组织"

    def rows(self) -> QuerySet[Any]:
        active = Q(units__status=ResidentUnit.Status.ACTIVE)
        rows: QuerySet[Any] = (
            super()
            .rows()
            .annotate(
                people=Count("posts", filter=in_office(), distinct=True),
                active_units=Count("units", filter=active, distinct=True),
            )
        )
        return rows if self.request.GET.get("retired") else rows.filter(retired_on=None)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "import_url": link(self.request, "organization-import")}


class OrganizationRecord(RecordPage):
    model, name, list_name, list_title, subject = (
        Organization,
        "organization",
        "organizations",
        "组织机构",
        "organization",
    )
    kind = "组织"
    permission = Perm.ORGANIZATION_EDIT
    facts = (
        Column("get_level_display", "层级"),
        Column("code", "代码"),
        Column("pinyin", "拼音"),
        Day("retired_on", "撤销日期"),
    )
    related = (
        Related(
            "下级组织",
            lambda row, actor: (
                Organization.objects.visible_to(actor).filter(path__startswith=row.path, depth=row.depth + 1)
            ),
            (Column("name", "名称", link=True), Column("get_level_display", "层级"), Column("code", "代码")),
            record="organization",
            empty="没有下级组织。",
        ),
        Related(
            "任职人员",
            lambda row, actor: (
                Post.objects.visible_to(actor).in_force(today()).filter(organization=row)
                .select_related("user", "organization")
            ),
            (Column("user", "姓名"), Column("get_role_display", "角色"), Day("starts_on", "任职日期")),
            empty="还没有人任职。",
        ),
    )  # fmt: skip

    acts = (
        Act(
            "retire", "撤销", organization_retire, Perm.ORGANIZATION_EDIT, icon="ban", form=RetireForm, danger=True,
            when=lambda row, actor: row.retired_on is None and row.level != Organization.Level.DISTRICT,
            consequence="撤销后任职一并免去，下级组织、驻区单位和未了结的事项转给并入的组织；以前的记录都保留。",
        ),
        Act(
            "restore", "恢复", organization_restore, Perm.ORGANIZATION_EDIT, icon="refresh", form=RestoreForm,
            main=True, when=lambda row, actor: row.retired_on is not None,
            consequence="恢复后重新启用；已转给别处的组织、单位和任职不会自动回来。",
        ),
    )  # fmt: skip

    def links(self, record: Organization) -> Iterable[tuple[str, str, str]]:
        if record.retired_on is None and self.actor.can(Perm.ORGANIZATION_EDIT, record.place):
            yield "修改", "pencil", link(self.request, "organization-edit", record.pk)
            if parents_for(Organization.objects.filter(pk=record.pk)).exists():
                yield "新增下级", "plus", link(self.request, "organization-new", under=record.code)

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "retire":
            places = Organization.objects.visible_to(self.actor)
            form.fields["successor"].queryset = successors_for(places, self.record)  # type: ignore[attr-defined]

    def history(self, record: Organization) -> list[Line]:
        """Who keeps the tree reads what was done to it, also without a view of what goes on in the place."""
        return history_of(record, seen_by=self.actor, told=TREE_VERBS)

    def whose(self, record: Organization) -> str:
        above = Organization.objects.get_parent(record)
        return str(above) if above is not None else ""

    def chips(self, record: Organization) -> Iterable[Chip | None]:
        yield Chip("已撤销", GREY, "ban") if record.retired_on else Chip("在用", GREEN, "circle-check")


class TableForm(PageForm):
    """A division table to look at."""

    file = forms.FileField(
        label="区划表（Excel 或 CSV）",
        help_text="四列：代码、名称、层级、上级代码；换过代码的可加一列“原代码”；撤销并入别处的保留这一行，"
        "在“并入”列填写接收组织的代码。可以下载现有区划表，改好后再导入。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError("文件超过 2 MB，请核对是否为本区的区划表。")
        content = bytes(upload.read())
        if not content.startswith(ZIPPED):
            return content
        upload.seek(0)
        try:
            rows = read_sheet(upload, known=TABLE_HEADINGS, required=TABLE_HEADINGS[:4], most=MOST_ROWS)
        except DomainError as error:
            raise forms.ValidationError(error.message) from error
        return table_of([list(TABLE_HEADINGS), *([row.texts.get(name, "") for name in TABLE_HEADINGS] for row in rows)])


def table_of(lines: Iterable[Iterable[str]]) -> bytes:
    """The lines as the text that ``parse_table`` reads."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


class OrganizationImport(SignedIn):
    """Upload → preview of every change → confirm. Nothing is written before the last step."""

    permission = Perm.ORGANIZATION_EDIT
    template = "web/admin/import.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.present() if request.GET.get("template") == "xlsx" else self.show(TableForm())

    def present(self) -> HttpResponseBase:
        """The tree as it is, in the columns in which it is read: to be corrected and loaded again."""
        places = list(Organization.objects.visible_to(self.actor).filter(retired_on=None).order_by("path"))
        codes = {place.path: place.code for place in places}
        columns = (
            Column("code", "代码"),
            Column("name", "名称"),
            Column("get_level_display", "层级"),
            Column("parent", "上级代码", value=lambda place: codes.get(place.path[:-PATH_STEP], "")),
            Column("former", "原代码", value=lambda place: ""),
            Column("successor", "并入", value=lambda place: ""),
        )
        return workbook_response("区划表", columns, places, [])

    def post(self, request: HttpRequest) -> HttpResponse:
        if "confirmed" in request.POST:
            return self.confirm(request.POST["confirmed"], request.POST.get("plan", ""))
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=REFUSED)
        try:
            content = form.cleaned_data["file"]
            plan = plan_import(parse_table(content))
        except DomainError as error:
            blame(form, error)
            return self.show(form, status=REFUSED)
        groups = [(title, changes[:SHOWN_CHANGES], len(changes)) for title, changes in plan.groups() if changes]
        # The table travels through the browser, signed and packed, so that nothing has to be kept here.
        packed = signing.dumps(content.decode("latin-1"), salt=self.salt, compress=True)
        return self.show(TableForm(), plan=plan, groups=groups, packed=packed)

    @property
    def salt(self) -> str:
        return f"divisions:{self.request.tenant.schema_name}:{self.request.user.pk}"  # type: ignore[attr-defined]

    def confirm(self, packed: str, expected: str) -> HttpResponse:
        form = TableForm()
        try:
            content = signing.loads(packed, salt=self.salt, max_age=3600).encode("latin-1")
            plan = division_import(actor=self.actor, rows=parse_table(content), expected=expected or "none")
        except signing.BadSignature:
            return self.show(form, refusal="预览已过期，请重新上传。", status=REFUSED)
        except DomainError as error:
            return self.show(form, refusal=error.message, status=REFUSED)
        messages.success(self.request, f"已更新 {plan.total} 处。")
        return HttpResponseRedirect(link(self.request, "organizations"))

    def show(self, form: PageForm, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {"form": form, "title": "导入区划更正表", "list_url": link(self.request, "organizations"), **more}
        context["template_url"] = with_query(self.request, {"template": "xlsx"})
        return render(self.request, self.template, context, status=status)


urlpatterns = [
    path("organizations/", OrganizationList.as_view(), name="organizations"),
    path("organizations/new/", OrganizationNew.as_view(), name="organization-new"),
    path("organizations/import/", OrganizationImport.as_view(), name="organization-import"),
    path("organizations/<int:pk>/edit/", OrganizationEdit.as_view(), name="organization-edit"),
    *OrganizationRecord.urls("organizations"),
]
