"""Filling in needs and resources."""

from datetime import timedelta
from typing import Any, TypeVar

from django import forms

from core.events import action
from core.periods import today
from core.permissions import Actor, Perm, require
from resources.actions.listings import listing_create, listing_edit, listing_submit
from resources.models import Category, Need, Resource
from tenants.org.models import Organization, seat_of
from web.formpages import FormPage
from web.forms import DayField, PageForm, QuantityField
from web.owners import OwnerField, owner_key, owners_for
from web.places import chosen_place

L = TypeVar("L", Need, Resource)
DEFAULT_DAYS = 30
OWN, STREET, DISTRICT = "own", "", "district"


class ListingForm(PageForm):
    """Field names are the keywords of the action."""

    title = forms.CharField(label="名称", max_length=120)
    category = forms.ChoiceField(label="类别", choices=[("", "请选择"), *Category.choices])
    quantity = QuantityField(label="数量")
    measure = forms.CharField(
        label="计量单位",
        max_length=10,
        help_text="例如：次、小时、份、人次。与协议承诺事项同一单位时，可计入承诺进度。",
    )
    due_on = DayField(label="截止日期")
    owner = OwnerField(label="发布方")
    description = forms.CharField(label="说明", required=False, max_length=2000, widget=forms.Textarea)
    audience = forms.ChoiceField(
        label="公开范围",
        required=False,
        choices=((STREET, "本街道（默认）"), (DISTRICT, "全区"), (OWN, "仅本社区或本组织")),
    )
    more, wide = ("audience",), ("title",)


class NeedForm(ListingForm):
    title = forms.CharField(
        label="需求名称",
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": "例如：周末为独居老人义诊"}),
    )


class ResourceForm(ListingForm):
    title = forms.CharField(
        label="资源名称",
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": "例如：报告厅周末向居民开放"}),
    )


@action
def create_listing(*, actor: Actor, then_submit: bool, **values: Any) -> Need | Resource:
    """Draft a listing and, if asked, hand it in at once: both or neither."""
    listing = listing_create(actor=actor, **values)
    return listing_submit(actor=actor, listing=listing) if then_submit else listing


@action
def edit_listing(*, actor: Actor, listing: L, then_submit: bool, version: int | None = None, **values: Any) -> L:
    """Change a draft and, if asked, hand it in at once: both or neither."""
    listing = listing_edit(actor=actor, listing=listing, version=version, **values)
    return listing_submit(actor=actor, listing=listing) if then_submit else listing


class ListingFormPage(FormPage):
    permission = Perm.LISTING_EDIT
    template = "web/listings/form.html"
    submit = "保存并提交审核"

    @property
    def then_submit(self) -> bool:
        return self.request.POST.get("then") != "keep"

    @property
    def done(self) -> str:  # type: ignore[override]
        return "已提交街道审核。" if self.then_submit else "草稿已保存，提交审核后才会公开。"

    def audience_of(self, owner: Any, choice: str) -> Organization | None:
        """The place that a word such as 全区 means for this owner; None is the owner's 街道."""
        place, _ = seat_of(owner)
        if choice == DISTRICT:
            found: Organization | None = Organization.objects.filter(depth=1).first()
            return found
        return place if choice == OWN else None


class ListingNew(ListingFormPage):
    action = staticmethod(create_listing)
    remember = ("measure", "category")
    kind: type[Need] | type[Resource]

    def initial(self) -> dict[str, Any]:
        return {"due_on": today() + timedelta(days=DEFAULT_DAYS)}

    def limit(self, form: PageForm) -> None:
        field: Any = form.fields["owner"]
        field.offer(*owners_for(self.actor, Perm.LISTING_EDIT))
        place = chosen_place(self.request)
        if place is not None and owner_key(place) in field.rows:
            field.initial = owner_key(place)
        elif field.rows:
            field.initial = next(iter(field.rows))

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        audience = self.audience_of(values["owner"], values["audience"])
        return {**values, "audience": audience, "kind": self.kind, "then_submit": self.then_submit}


class ListingEdit(ListingFormPage):
    action = staticmethod(edit_listing)
    subject = "listing"
    select_related = ("organization", "unit__organization", "audience")

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.LISTING_EDIT, at=self.object.place)

    def initial(self) -> dict[str, Any]:
        listing = self.object
        names = ("title", "category", "quantity", "measure", "due_on", "description")
        district, own = listing.audience.depth == 1, listing.audience_id == listing.organization_id
        audience = DISTRICT if district else OWN if own and listing.organization.depth > 2 else STREET
        return {**{name: getattr(listing, name) for name in names}, "audience": audience}

    def limit(self, form: PageForm) -> None:
        del form.fields["owner"]

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        audience = self.audience_of(self.object.owner, values["audience"])
        return {**values, "audience": audience, "then_submit": self.then_submit}


class NeedNew(ListingNew):
    kind, form, title = Need, NeedForm, "填报需求"
    record, list_name, list_title = "need", "needs", "需求"


class NeedEdit(ListingEdit):
    model, form, title = Need, NeedForm, "修改需求"
    record, list_name, list_title = "need", "needs", "需求"


class ResourceNew(ListingNew):
    kind, form, title = Resource, ResourceForm, "填报资源"
    record, list_name, list_title = "resource", "resources", "资源"


class ResourceEdit(ListingEdit):
    model, form, title = Resource, ResourceForm, "修改资源"
    record, list_name, list_title = "resource", "resources", "资源"
