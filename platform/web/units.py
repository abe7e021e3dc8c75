"""Resident units: the register, one unit with all that hangs on it, and the acts of the place that keeps its entry."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django_filters import FilterSet

from core.counting import number_of
from core.history import Line, history_of
from core.periods import today
from core.permissions import Actor, Perm, require
from core.rulebook import rule_in_sql
from linkage.clusters.models import ClusterRules
from linkage.models import Agreement, AgreementParty
from resources.models import Claim, Need, Resource
from tenants.org.actions.units import unit_edit, unit_register
from tenants.org.models import Post, ResidentUnit
from web.acts import Act
from web.claims import RELATIONS
from web.columns import Column, Day, Number, Percent, Status
from web.filters import ChoicesFilter, OnlyFilter
from web.formpages import FormPage
from web.forms import PageForm, RowsField
from web.imports import ImportableList
from web.lights import Chip, status_chip
from web.links import link
from web.lists import New
from web.places import chosen_place
from web.records import RecordPage, Related
from web.unitacts import MERGE, MOVE, REGISTER_VERBS, RESTORE, RETIRE, keepable, seats
from web.unitduplicates import Duplicates
from web.unitimport import UnitImport


class UnitFilters(FilterSet):
    kind = ChoicesFilter(label="单位类型", choices=ResidentUnit.Kind.choices)
    affiliation = ChoicesFilter(label="隶属", choices=ResidentUnit.Affiliation.choices)
    status = ChoicesFilter(label="状态", choices=ResidentUnit.Status.choices)
    signed = OnlyFilter(label="有履行中的协议", rows="with_agreement")
    unsigned = OnlyFilter(label="未签协议", rows="without_agreement")
    party = OnlyFilter(label="党员达到应建人数", rows="should_have_branch")

    def with_agreement(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(Exists(running_parties()))

    def without_agreement(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(~Exists(running_parties()), status=ResidentUnit.Status.ACTIVE)

    def should_have_branch(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Units with as many members as the district's rules ask of those to have a party organisation (S2 §五)."""
        return rows.filter(party_members__gte=rule_in_sql(ClusterRules, "branch_members"))


def running_parties() -> QuerySet[AgreementParty]:
    return AgreementParty.objects.filter(unit=OuterRef("pk"), agreement__in=Agreement.objects.running())


class UnitList(ImportableList):
    model, name, record, subject, title = ResidentUnit, "units", "unit", "unit", "驻区单位"
    measure = "家"
    select_related = ("organization",)
    search_fields = ("name", "pinyin", "organization__name", "party_organization", "address", "credit_code")
    search_hint = "单位名称、拼音、社区、信用代码"
    filters = UnitFilters
    columns = (
        Column("name", "单位", link=True, sort="pinyin"),
        Column("get_kind_display", "类型", sort="kind"),
        Column("organization", "所在街道、社区", sort="organization__path"),
        Number("party_members", "党员数", sort="party_members"),
        Number("running", "履行中协议", sort="running"),
        Number("closed", "办结认领", sort="closed"),
        Status(),
        Column("get_affiliation_display", "隶属", sort="affiliation", optional=True),
        Column("rank", "行政级别", optional=True),
        Column("party_organization", "党组织", optional=True),
        Column("address", "地址", optional=True),
        Column("credit_code", "统一社会信用代码", optional=True),
    )
    order = ("organization__path", "pinyin")
    template = "web/units/list.html"
    new = New("登记单位", "unit-new", Perm.UNIT_EDIT)
    import_name = "unit-import"
    empty_title, empty_text = "还没有驻区单位", "由社区或街道登记，也可以用 Excel 表一次导入。"

    def context(self) -> dict[str, Any]:
        keeps = self.actor.can_anywhere(Perm.UNIT_EDIT)
        return {**super().context(), "duplicates_url": link(self.request, "unit-duplicates") if keeps else ""}

    def rows(self) -> QuerySet[Any]:
        closed = Claim.objects.filter(unit=OuterRef("pk"), status=Claim.Status.CLOSED)
        rows = super().rows().filter(merged_into=None)
        return rows.annotate(running=number_of(running_parties()), closed=number_of(closed))


AGREEMENT_COLUMNS = (
    Column("title", "协议", link=True),
    Status(),
    Column("organization", "牵头组织"),
    Day("active_to", "期满日期"),
)
LISTING_COLUMNS = (
    Column("title", "名称", link=True),
    Status(),
    Number("quantity", "总量", unit=".measure"),
    Percent("fulfilled", "完成进度", value=lambda row: row.fulfilled / row.quantity),
)


def listings_of(model: type[Need] | type[Resource]) -> Callable[[Any, Any], Any]:
    """The unit's resources or needs that the actor may see."""

    def rows(unit: ResidentUnit, actor: Actor) -> Any:
        return model.objects.visible_to(actor).filter(unit=unit).select_related("organization", "unit")

    return rows


class UnitRecord(RecordPage):
    model, name, list_name, list_title, subject = ResidentUnit, "unit", "units", "驻区单位", "unit"
    kind = "驻区单位"
    select_related = ("organization",)
    facts = (
        Column("get_kind_display", "类型"),
        Column("organization", "所在街道、社区"),
        Column("get_affiliation_display", "隶属"),
        Column("rank", "行政级别"),
        Column("party_organization", "党组织"),
        Number("party_members", "党员数", unit="人"),
        Column("address", "地址"),
        Column("credit_code", "统一社会信用代码"),
    )
    acts = (RESTORE, MOVE, MERGE, RETIRE)

    def get(self, request: HttpRequest, pk: int, verb: str = "") -> HttpResponse:
        """A merged entry leads to the one that stays."""
        if not verb and (into := self.find(pk).merged_into_id):
            messages.info(request, f"“{self.find(pk)}”已并入本单位。")
            return HttpResponseRedirect(link(request, self.name, into))
        return super().get(request, pk, verb)

    def initial(self, act: Act) -> dict[str, Any]:
        given = self.request.GET.get("into", "")
        return {"into": int(given)} if act is MERGE and given.isdecimal() and len(given) < 19 else {}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act is MERGE:
            near: Any = form.fields["into"]
            near.queryset = keepable(self.actor).exclude(pk=self.record.pk)
        if act is MOVE:
            places: Any = form.fields["organization"]
            places.queryset = seats(self.actor).exclude(pk=self.record.organization_id)

    def after(self, act: Act) -> HttpResponse:
        """After a merger the page is that of the entry that stays."""
        into = ResidentUnit.objects.filter(merged=self.record.pk).first() if act is MERGE else None
        if into is not None:
            self.record = into
        return super().after(act)

    def history(self, record: ResidentUnit) -> list[Line]:
        """With what happened to the entries that were merged into this one."""
        keeps = self.actor.can(Perm.UNIT_EDIT, record.organization.place)
        told = REGISTER_VERBS if keeps else ()
        return history_of(record, seen_by=self.actor, told=told, former=[unit.pk for unit in record.merged.all()])

    def chips(self, record: ResidentUnit) -> Iterable[Chip | None]:
        return [status_chip(record)]

    def links(self, record: ResidentUnit) -> Iterable[tuple[str, str, str]]:
        active = record.status == ResidentUnit.Status.ACTIVE
        if active and self.actor.can(Perm.UNIT_EDIT, record.organization.place):
            yield "修改", "pencil", link(self.request, "unit-edit", record.pk)
        if active and self.actor.can(Perm.AGREEMENT_EDIT, record.organization.place):
            yield "起草协议", "file-plus", link(self.request, "agreement-new", unit=record.pk)

    def related_to(self, record: ResidentUnit) -> Iterable[Related]:
        def of_unit(row: ResidentUnit) -> dict[str, Any]:
            return {"unit": row.pk}

        yield Related(
            "共建协议",
            lambda row, actor: (
                Agreement.objects.visible_to(actor).filter(parties__unit=row).select_related("organization")
            ),
            AGREEMENT_COLUMNS,
            record="agreement",
            all="agreements",
            query=of_unit,
            empty="还没有签订协议。",
        )
        yield Related(
            "提供的资源", listings_of(Resource), LISTING_COLUMNS, record="resource", all="resources", query=of_unit
        )
        yield Related("提出的需求", listings_of(Need), LISTING_COLUMNS, record="need", all="needs", query=of_unit)
        yield Related(
            "认领记录",
            lambda row, actor: Claim.objects.visible_to(actor).filter(unit=row).select_related(*RELATIONS),
            (
                Column("target", "项目", link=True),
                Number("quantity", "数量", unit=".measure"),
                Status(),
                Day("proposed_at", "提出日期"),
            ),
            record="claim",
            all="claims",
            query=of_unit,
        )
        yield Related(
            "负责人和联络员",
            lambda row, actor: (
                Post.objects.visible_to(actor)
                .in_force(today())
                .filter(unit=row)
                .select_related("user", "unit")
                .order_by("starts_on", "pk")
            ),
            (
                Column("user", "姓名", link=True),
                Column("get_role_display", "角色"),
                Column("title", "职务"),
                Day("starts_on", "任职日期"),
                Day("ends_on", "离任日期"),
            ),
            record="post",
            empty="还没有登记联络员，或您无权查看。",
        )
        yield Related(
            "由单位派出任职的人员",
            lambda row, actor: (
                Post.objects.visible_to(actor).in_force(today()).filter(home_unit=row)
                .select_related("user", "organization", "unit", "department").order_by("starts_on", "pk")
            ),
            (
                Column("user", "姓名", link=True),
                Column("at", "任职组织、单位、部门"),
                Column("get_kind_display", "任职方式"),
                Column("title", "职务"),
                Day("ends_on", "离任日期"),
            ),
            record="post",
            empty="还没有人兼任委员、交叉任职或挂职。",
        )  # fmt: skip


class UnitForm(PageForm):
    """Field names are the keywords of the action."""

    name = forms.CharField(label="单位名称", max_length=120)
    kind = forms.ChoiceField(label="类型", choices=[("", "请选择"), *ResidentUnit.Kind.choices])
    organization = RowsField(label="所在街道、社区")
    party_members = forms.IntegerField(
        label="党员数", min_value=0, max_value=1_000_000, error_messages={"invalid": "请填写整数，例如 12。"}
    )
    affiliation = forms.ChoiceField(
        label="隶属", required=False, choices=ResidentUnit.Affiliation.choices, initial=ResidentUnit.Affiliation.NONE
    )
    party_organization = forms.CharField(label="党组织名称", required=False, max_length=120)
    rank = forms.CharField(label="行政级别", required=False, max_length=20)
    address = forms.CharField(label="地址", required=False, max_length=200)
    credit_code = forms.CharField(label="统一社会信用代码", required=False, max_length=18)
    wide = ("name",)
    more = ("affiliation", "rank", "party_organization", "address", "credit_code")

    def clean_affiliation(self) -> str:
        return self.cleaned_data["affiliation"] or ResidentUnit.Affiliation.NONE


class UnitFormPage(FormPage):
    form, permission = UnitForm, Perm.UNIT_EDIT
    record, list_name, list_title = "unit", "units", "驻区单位"

    def limit(self, form: PageForm) -> None:
        places: Any = form.fields["organization"]
        places.queryset = seats(self.actor)


class UnitNew(UnitFormPage):
    action = staticmethod(unit_register)
    title, submit, done = "登记驻区单位", "登记", "单位已登记。"
    remember = ("kind",)

    def initial(self) -> dict[str, Any]:
        place = chosen_place(self.request)
        return {"organization": place if place is not None and place.depth > 1 else None, "party_members": 0}


class UnitEdit(UnitFormPage):
    action = staticmethod(unit_edit)
    model, subject, select_related = ResidentUnit, "unit", ("organization",)
    title, submit, done = "修改驻区单位", "保存", "已保存。"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.UNIT_EDIT, at=self.object.organization.place)

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in UnitForm.base_fields}


urlpatterns = [
    path("units/", UnitList.as_view(), name="units"),
    path("units/new/", UnitNew.as_view(), name="unit-new"),
    path("units/duplicates/", Duplicates.as_view(), name="unit-duplicates"),
    path("units/import/", UnitImport.as_view(), name="unit-import"),
    path("units/<int:pk>/edit/", UnitEdit.as_view(), name="unit-edit"),
    *UnitRecord.urls("units"),
]
