"""Forms for one place of the tree: a new one, another name, code or parent, retiring into a successor."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from core.permissions import Perm
from tenants.org.actions.organizations import organization_add, organization_edit
from tenants.org.models import Organization
from tenants.org.tree import LEVELS_ABOVE, OWN_LEVELS
from web.formpages import FormPage
from web.forms import PageForm, ReasonField, RowsField

CODE_HELP = "12 位区划代码；片区、网格可再加 3 位，不填则自动编码。"


class PlaceField(RowsField):
    """One place; the code tells apart those of the same name."""

    def label_from_instance(self, place: Organization) -> str:
        return f"{place.name}（{place.code}）"


class PlaceForm(PageForm):
    level = forms.ChoiceField(
        label="层级",
        choices=[("", "请选择"), *((one.value, one.label) for one in Organization.Level if one in LEVELS_ABOVE)],
    )
    parent = PlaceField(
        label="上级组织", help_text="街道在区之下，片区在街道之下，社区在街道或片区之下，网格在社区之下。"
    )
    name = forms.CharField(label="名称", max_length=60)
    code = forms.CharField(label="代码", max_length=15, required=False, help_text=CODE_HELP)


class PlaceEditForm(PageForm):
    name = forms.CharField(label="名称", max_length=60)
    code = forms.CharField(label="代码", max_length=15)
    parent = PlaceField(label="上级组织", help_text="换上级时，下级组织、驻区单位和全部记录随之移动。")


class RetireForm(PageForm):
    reason = ReasonField()
    successor = PlaceField(
        label="并入的组织",
        required=False,
        help_text="下级组织、驻区单位和未了结的事项由它接收；什么都没有的可以不选。",
    )


class RestoreForm(PageForm):
    reason = ReasonField(required=False)


def parents_for(places: QuerySet[Organization], level: str = "") -> QuerySet[Organization]:
    """The places in use below which one of that level, or of any, may lie."""
    levels = LEVELS_ABOVE[level] if level else set().union(*LEVELS_ABOVE.values())
    return places.filter(level__in=levels, retired_on=None)


def successors_for(places: QuerySet[Organization], place: Organization) -> QuerySet[Organization]:
    """The places in use that may take over from this one: its equals, and the one above a 片区 or 网格."""
    heirs = Q(level=place.level)
    if place.level in OWN_LEVELS:
        heirs |= Q(pk=Organization.objects.get_parent(place).pk)
    return places.filter(heirs, retired_on=None).exclude(pk=place.pk)


class OrganizationNew(FormPage):
    form, action, permission = PlaceForm, staticmethod(organization_add), Perm.ORGANIZATION_EDIT
    title, submit, done = "新增组织", "新增", "已新增，可以任命人员、登记驻区单位了。"
    record, list_name, list_title = "organization", "organizations", "组织机构"

    def places(self) -> QuerySet[Organization]:
        found: QuerySet[Organization] = Organization.objects.visible_to(self.actor)
        return found

    def initial(self) -> dict[str, Any]:
        """Below the place from which the form was opened, where only one level fits that one."""
        code = self.request.GET.get("under", "")
        parent = parents_for(self.places()).filter(code=code).first() if code.isascii() and code.isdecimal() else None
        if parent is None:
            return {}
        fitting = [level for level, above in LEVELS_ABOVE.items() if parent.level in above]
        return {"parent": parent, "level": fitting[0] if len(fitting) == 1 else ""}

    def limit(self, form: PageForm) -> None:
        form.fields["parent"].queryset = parents_for(self.places())  # type: ignore[attr-defined]


class OrganizationEdit(FormPage):
    form, action, permission = PlaceEditForm, staticmethod(organization_edit), Perm.ORGANIZATION_EDIT
    model, subject = Organization, "organization"
    title = "修改组织"
    record, list_name, list_title = "organization", "organizations", "组织机构"

    def initial(self) -> dict[str, Any]:
        above = Organization.objects.get_parent(self.object)
        return {"name": self.object.name, "code": self.object.code, "parent": above}

    def limit(self, form: PageForm) -> None:
        """Of the district itself only the name can be changed."""
        if self.object.level == Organization.Level.DISTRICT:
            del form.fields["code"], form.fields["parent"]
            return
        places: QuerySet[Organization] = Organization.objects.visible_to(self.actor)
        form.fields["parent"].queryset = parents_for(places, self.object.level)  # type: ignore[attr-defined]
