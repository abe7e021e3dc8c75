"""Forms: sharing a material, and changing it."""

from datetime import timedelta
from typing import Any

from django import forms

from core.events import action
from core.periods import today
from core.permissions import ROOT, Perm, require
from resources.materials.actions.materials import material_create, material_edit, material_submit
from resources.materials.models import Material, MaterialRules
from tenants.org.models import Organization, Owner, seat_of
from web.claimforms import uploads
from web.formpages import FormPage
from web.forms import DayField, FilesField, PageForm, RowsField
from web.materials.pages import kinds
from web.owners import OwnerField, owner_key, owners_for
from web.places import chosen_place

OWN, STREET, DISTRICT = "own", "", "district"


class MaterialForm(PageForm):
    """Field names are the keywords of the action."""

    title = forms.CharField(label="标题", max_length=120)
    kind = forms.ChoiceField(label="类别")
    content = forms.CharField(label="内容", max_length=10000, widget=forms.Textarea(attrs={"rows": 8}))
    owner = OwnerField(label="发布方")
    files: Any = FilesField(label="附件", required=False)
    ends_on = DayField(label="有效期至", required=False, help_text="不填按本区规定的天数计算；到期自动下线。")
    reach = forms.ChoiceField(
        label="公开范围",
        required=False,
        choices=((STREET, "本街道（默认）"), (DISTRICT, "全区"), (OWN, "仅本组织及辖内单位")),
    )
    only = RowsField(label="只给一个下级组织", required=False, help_text="组织发布时可选；选了以此为准。")
    wide = ("title", "content")
    more = ("only",)


@action
def create_material(*, actor: Any, then_submit: bool, **values: Any) -> Material:
    """Draft a material and, if asked, hand it in at once: both or neither."""
    material = material_create(actor=actor, **values)
    return material_submit(actor=actor, material=material) if then_submit else material


@action
def edit_material(
    *, actor: Any, material: Material, then_submit: bool, version: int | None = None, **values: Any
) -> Material:
    """Change a draft and, if asked, hand it in at once: both or neither."""
    material = material_edit(actor=actor, material=material, version=version, **values)
    return material_submit(actor=actor, material=material) if then_submit else material


class MaterialFormPage(FormPage):
    form, permission = MaterialForm, Perm.MATERIAL_EDIT
    template = "web/listings/form.html"
    submit = "保存并提交审核"
    record, list_name, list_title = "material", "materials", "资料共享"

    @property
    def then_submit(self) -> bool:
        return self.request.POST.get("then") != "keep"

    @property
    def done(self) -> str:  # type: ignore[override]
        return "已提交审核。" if self.then_submit else "草稿已保存，提交审核后才会公开。"

    def told(self, owner: Owner, values: dict[str, Any]) -> dict[str, Any]:
        reach, only = values.pop("reach"), values.pop("only")
        place, _ = seat_of(owner)
        audience = only
        if only is None and reach == DISTRICT:
            audience = Organization.objects.get(path=ROOT.path)
        elif only is None and reach == OWN:
            audience = place
        return {
            **values,
            "audience": audience,
            "files": uploads(values["files"]),
            "then_submit": self.then_submit,
        }

    def below(self, roots: list[str]) -> Any:
        """Places below those for which this person publishes."""
        places = Organization.objects.in_use().filter(depth__gt=1)
        found = [place.pk for place in places if any(place.path != r and place.path.startswith(r) for r in roots)]
        return Organization.objects.filter(pk__in=found)


class MaterialNew(MaterialFormPage):
    action = staticmethod(create_material)
    title = "发布共享资料"
    remember = ("kind",)

    def initial(self) -> dict[str, Any]:
        return {"ends_on": today() + timedelta(days=MaterialRules.current().open_days)}

    def limit(self, form: PageForm) -> None:
        kind: Any = form.fields["kind"]
        kind.choices = [("", "请选择"), *kinds()]
        field: Any = form.fields["owner"]
        field.offer(*owners_for(self.actor, Perm.MATERIAL_EDIT))
        place = chosen_place(self.request)
        if place is not None and owner_key(place) in field.rows:
            field.initial = owner_key(place)
        elif field.rows:
            field.initial = next(iter(field.rows))
        only: Any = form.fields["only"]
        only.queryset = self.below(self.actor.paths(Perm.MATERIAL_EDIT))

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return self.told(values["owner"], values)


class MaterialEdit(MaterialFormPage):
    action = staticmethod(edit_material)
    model, subject, select_related = Material, "material", ("organization", "unit__organization", "audience")
    title = "修改共享资料"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.MATERIAL_EDIT, at=self.object.place)

    def initial(self) -> dict[str, Any]:
        row = self.object
        kept = {name: getattr(row, name) for name in ("title", "kind", "content", "ends_on")}
        own, audience = row.organization, row.audience
        if audience.path != own.path and audience.path.startswith(own.path):
            return {**kept, "only": audience.pk}
        reach = DISTRICT if audience.path == ROOT.path else OWN if audience.pk == own.pk and own.depth > 2 else STREET
        return {**kept, "reach": reach}

    def limit(self, form: PageForm) -> None:
        kind: Any = form.fields["kind"]
        kind.choices = kinds(self.object.kind)
        del form.fields["owner"]
        only: Any = form.fields["only"]
        only.queryset = self.below([self.object.organization.path] if self.object.unit_id is None else [])

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return self.told(self.object.owner, values)
