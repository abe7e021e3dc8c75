"""Building an item, changing it, and copying the list of the year before."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from core.periods import today
from core.permissions import Perm
from core.visibility import under
from linkage.responsibilities.actions.items import responsibility_build, responsibility_copy, responsibility_edit
from linkage.responsibilities.models import Responsibility
from tenants.org.models import Organization
from web.formpages import FormPage
from web.forms import DayField, PageForm, RowsField
from web.links import link
from web.places import chosen_place


def years() -> list[tuple[str, str]]:
    """The next year, this one and those before, of which there may be lists to look at."""
    this = today().year
    return [(str(year), f"{year} 年") for year in range(this + 1, this - 4, -1)]


def building_years() -> list[tuple[str, str]]:
    """The years for which a list may be built: this one and the next."""
    return years()[:2]


class ItemForm(PageForm):
    """Field names are the keywords of the action."""

    title = forms.CharField(label="责任事项", max_length=120)
    holder = forms.ChoiceField(label="责任主体", choices=Responsibility.Holder.choices)
    category = forms.ChoiceField(label="类别", choices=Responsibility.Category.choices)
    started_on = DayField(label="开始日期")
    due_on = DayField(label="完成期限")
    content = forms.CharField(label="责任内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    measures = forms.CharField(
        label="落实措施", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    post = forms.CharField(label="职务", required=False, max_length=60, help_text="例如：党工委副书记。")
    responsible = forms.CharField(label="责任人", required=False, max_length=60)
    wide = ("title", "content", "measures")
    more = ("post", "responsible")


class BuildForm(ItemForm):
    organization = RowsField(label="责任组织")
    year = forms.TypedChoiceField(label="年度", coerce=int, choices=building_years)
    field_order = ("organization", "year", "title", "holder", "category", "started_on", "due_on", "content", "measures")


def own_places(page: Any) -> QuerySet[Organization]:
    """Places whose lists this person keeps."""
    found: QuerySet[Organization] = Organization.objects.in_use()
    return found.filter(under(page.actor.paths(Perm.RESPONSIBILITY_EDIT), "path"))


class ResponsibilityNew(FormPage):
    form, action, permission = BuildForm, staticmethod(responsibility_build), Perm.RESPONSIBILITY_EDIT
    title, submit, done = "建立责任事项", "保存", "已建立，等待责任人认领。"
    record, list_name, list_title = "responsibility", "responsibilities", "责任清单"
    remember = ("holder", "category")

    def initial(self) -> dict[str, Any]:
        year = today().year
        return {
            "organization": chosen_place(self.request),
            "year": year,
            "started_on": today(),
            "due_on": today().replace(month=12, day=31),
        }

    def limit(self, form: PageForm) -> None:
        organization: Any = form.fields["organization"]
        organization.queryset = own_places(self)


class ResponsibilityEdit(FormPage):
    form, action, permission = ItemForm, staticmethod(responsibility_edit), Perm.RESPONSIBILITY_EDIT
    title, submit, done = "修改责任事项", "保存", "已保存。"
    record, list_name, list_title = "responsibility", "responsibilities", "责任清单"
    model, subject, select_related = Responsibility, "responsibility", ("organization",)

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ItemForm.base_fields}


class CopyForm(PageForm):
    organization = RowsField(label="责任组织")
    year = forms.TypedChoiceField(label="复制到", coerce=int, choices=building_years)


class ResponsibilityCopy(FormPage):
    form, action, permission = CopyForm, staticmethod(responsibility_copy), Perm.RESPONSIBILITY_EDIT
    title, submit, done = "复制上年清单", "复制", "已复制，请各责任人重新认领。"
    lead = "把上一年度的责任事项复制到所选年度；已有的不再复制，责任人重新认领。"
    record, list_name, list_title = "responsibility", "responsibilities", "责任清单"

    def initial(self) -> dict[str, Any]:
        return {"organization": chosen_place(self.request), "year": today().year}

    def limit(self, form: PageForm) -> None:
        organization: Any = form.fields["organization"]
        organization.queryset = own_places(self)

    def success_url(self, made: Any) -> str:
        return link(self.request, "responsibilities", year=made[0].year)
