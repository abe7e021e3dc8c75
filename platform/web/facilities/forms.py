"""Entering what a community has."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from core.periods import today
from core.permissions import Actor, Perm, require
from core.visibility import under
from linkage.facilities.actions.facilities import facility_record
from linkage.facilities.models import Facility, Room
from linkage.facilities.standards import communities
from tenants.org.models import Organization
from web.formpages import FormPage
from web.forms import DayField, PageForm, RowsField
from web.links import link
from web.places import chosen_place


def seats(actor: Actor) -> QuerySet[Organization]:
    """Communities whose ledger the actor keeps."""
    return communities().filter(under(actor.paths(Perm.FACILITY_EDIT), "path"))


class AreaField(forms.DecimalField):
    default_error_messages = {
        "invalid": "请填写数字，例如 320.5。",
        "min_value": "不能小于 0。",
        "max_digits": "数字太大，请核对。",
        "max_whole_digits": "数字太大，请核对。",
        "max_decimal_places": "最多一位小数。",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=8, decimal_places=1, **kwargs)


class FacilityForm(PageForm):
    """Field names are the keywords of the action."""

    organization = RowsField(label="社区")
    service_area = AreaField(label="服务用房面积（㎡）")
    outdoor_area = AreaField(label="室外活动场地面积（㎡）")
    books = forms.IntegerField(
        label="藏书（册）", min_value=0, max_value=1_000_000, error_messages={"invalid": "请填写整数，例如 1200。"}
    )
    rooms = forms.MultipleChoiceField(
        label="已有功能室", choices=Room.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    address = forms.CharField(label="地址", required=False, max_length=200)
    checked_on = DayField(label="核对日期", help_text="实地核对的日子。")
    note = forms.CharField(label="说明", required=False, max_length=500, widget=forms.Textarea)
    wide = ("rooms", "note")


class FacilityNew(FormPage):
    form, action, permission = FacilityForm, staticmethod(facility_record), Perm.FACILITY_EDIT
    title, done = "登记阵地", "已保存，是否达标已按本区标准判定。"
    record, list_name, list_title = "facility", "facilities", "阵地台账"

    def initial(self) -> dict[str, Any]:
        place = chosen_place(self.request)
        return {"organization": place, "checked_on": today()}

    def limit(self, form: PageForm) -> None:
        form.fields["organization"].queryset = seats(self.actor)  # type: ignore[attr-defined]


class FacilityForPlace(FacilityNew):
    """The form of one community, filled with its entry if there is one; whoever may only read is led to the entry."""

    permission = Perm.VIEW
    place: Organization

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        self.find(pk)
        if self.object is not None and not self.actor.can(Perm.FACILITY_EDIT, self.place.place):
            return HttpResponseRedirect(link(request, "facility", self.object.pk))
        return super().get(request, pk)

    def find(self, pk: int | None) -> None:
        rows = communities().filter(under(self.actor.paths(), "path"))
        found = rows.filter(pk=pk).first() if pk is not None and pk < 2**63 else None
        if found is None:
            raise Http404("没有找到这条记录，它可能已被删除，或您无权查看。")
        self.place = found
        self.object = Facility.objects.filter(organization=found).first()
        if self.object is None:
            require(self.actor, Perm.FACILITY_EDIT, at=found.place)

    def heading(self) -> str:
        return f"阵地台账：{self.place}"

    def initial(self) -> dict[str, Any]:
        names = [name for name in FacilityForm.base_fields if name not in ("organization", "checked_on")]
        kept = {name: getattr(self.object, name) for name in names} if self.object else {}
        return {**kept, "checked_on": today()}

    def limit(self, form: PageForm) -> None:
        del form.fields["organization"]

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "organization": self.place}
