"""人事考核权: what streets say of the outposts at work in them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import FilterSet

from core.periods import today
from core.permissions import Actor, Perm
from core.visibility import under
from linkage.consultations.actions.appraisals import outpostappraisal_give, outpostappraisal_revise
from linkage.consultations.models import OutpostAppraisal
from linkage.consultations.waiting import to_appraise
from tenants.org.models import Department
from web.acts import Act
from web.columns import Column, Day, Number
from web.filters import KeyFilter, RowFilter
from web.formpages import FormPage
from web.forms import PageForm, RowsField
from web.lights import Chip
from web.lists import ListPage, New
from web.records import RecordPage


def outposts_of(actor: Actor) -> QuerySet[Department]:
    """Outposts that the actor appraises."""
    rows: QuerySet[Department] = Department.objects.in_use().filter(
        under(actor.paths(Perm.OUTPOST_APPRAISE)), kind=Department.Kind.OUTPOST
    )
    return rows.select_related("organization")


class ScoreField(forms.DecimalField):
    default_error_messages = {
        "invalid": "请填写数字，例如 92.5。",
        "min_value": "评分应在 0 到 100 分之间。",
        "max_value": "评分应在 0 到 100 分之间。",
        "max_decimal_places": "最多两位小数。",
        "max_digits": "评分应在 0 到 100 分之间。",
        "max_whole_digits": "评分应在 0 到 100 分之间。",
    }

    def __init__(self) -> None:
        super().__init__(label="评分（0—100）", min_value=0, max_value=100, max_digits=5, decimal_places=2)


class ReviseForm(PageForm):
    score = ScoreField()
    words = forms.CharField(label="评价意见", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    wide = ("words",)


class AppraiseForm(ReviseForm):
    outpost = RowsField(label="派出机构")
    year = forms.TypedChoiceField(label="年度", coerce=int)
    field_order = ("outpost", "year", "score", "words")


class AppraisalFilters(FilterSet):
    outpost = KeyFilter(label="派出机构", queryset=Department.objects.all())
    parent = RowFilter(
        field_name="outpost__parent",
        label="主管部门",
        queryset=Department.objects.filter(kind=Department.Kind.DEPARTMENT),
    )


class AppraisalList(ListPage):
    model, name, record, subject = OutpostAppraisal, "outpostappraisals", "outpostappraisal", "appraisal"
    title, measure = "派出机构评价", "份"
    lead = "街道每年评价设在本街道的派出机构，评分和意见供主管部门考核任用时使用。"
    select_related = ("organization", "outpost__parent")
    search_fields, search_hint = ("outpost__name", "outpost__parent__name", "words"), "派出机构、主管部门、意见"
    filters = AppraisalFilters
    columns = (
        Column("outpost", "派出机构", link=True, sort="outpost__pinyin"),
        Column("year_text", "年度", sort="year", value=lambda row: str(row.year)),
        Number("score", "评分", sort="score"),
        Column("outpost.parent", "主管部门", sort="outpost__parent__pinyin"),
        Column("organization", "评价的街道", sort="organization__path"),
        Day("given_at", "评价日期", sort="given_at"),
        Column("words", "评价意见", optional=True),
    )
    order = ("-year", "organization__path", "outpost__pinyin")
    new = New("评价派出机构", "outpostappraisal-new", Perm.OUTPOST_APPRAISE)
    empty_title, empty_text = "还没有评价", "街道每年第四季度评价派出机构。"


class AppraisalRecord(RecordPage):
    model, name, list_name, list_title = OutpostAppraisal, "outpostappraisal", "outpostappraisals", "派出机构评价"
    subject, kind = "appraisal", "派出机构评价"
    select_related = ("organization", "outpost__parent")
    facts = (
        Column("outpost", "派出机构"),
        Column("outpost.parent", "主管部门"),
        Column("organization", "评价的街道"),
        Number("score", "评分", unit="分"),
        Day("given_at", "评价日期"),
    )
    text_facts = (Column("words", "评价意见"),)
    acts = (
        Act(
            "revise", "修改评价", outpostappraisal_revise, Perm.OUTPOST_APPRAISE, icon="pencil", form=ReviseForm,
            when=lambda row, actor: today().year <= row.year + 1,
        ),
    )  # fmt: skip

    def chips(self, record: OutpostAppraisal) -> Iterable[Chip | None]:
        yield Chip(f"{record.year} 年度", icon="calendar")

    def initial(self, act: Act) -> dict[str, Any]:
        return {"score": self.record.score, "words": self.record.words}


class AppraisalNew(FormPage):
    form, action, permission = AppraiseForm, staticmethod(outpostappraisal_give), Perm.OUTPOST_APPRAISE
    title, submit, done = "评价派出机构", "提交评价", "评价已提交，派出机构和主管部门会收到通知。"
    record, list_name, list_title = "outpostappraisal", "outpostappraisals", "派出机构评价"

    def initial(self) -> dict[str, Any]:
        given = self.request.GET.get("outpost", "")
        chosen = int(given) if given.isdecimal() and len(given) < 19 else None
        return {"outpost": chosen or to_appraise(self.actor).values_list("pk", flat=True).first(), "year": today().year}

    def limit(self, form: PageForm) -> None:
        year = today().year
        form.fields["outpost"].queryset = outposts_of(self.actor)  # type: ignore[attr-defined]
        form.fields["year"].choices = [(year, f"{year} 年度"), (year - 1, f"{year - 1} 年度")]  # type: ignore[attr-defined]
