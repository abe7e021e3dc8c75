"""Forms: drafting a bulletin, and choosing to whom it goes."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from core.permissions import Perm, require
from core.visibility import under
from linkage.bulletins.actions.issuing import bulletin_create, bulletin_edit
from linkage.bulletins.addressing import units_chosen
from linkage.bulletins.models import Bulletin
from linkage.clusters.models import Cluster
from tenants.org.models import Organization, ResidentUnit
from web.bulletins.pages import issuing
from web.bulletins.units import ClustersField, NamedUnitsField, as_lines
from web.claimforms import uploads
from web.formpages import FormPage
from web.forms import DayField, FilesField, PageForm, RowsField
from web.links import link
from web.manyplaces import ManyPlacesField
from web.places import chosen_place


class BulletinForm(PageForm):
    """Field names are the keywords of the action."""

    title = forms.CharField(label="标题", max_length=120)
    kind = forms.ChoiceField(label="种类", choices=[("", "请选择"), *Bulletin.Kind.choices])
    body = forms.CharField(
        label="正文",
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="每段一行；“一、”开头的短行在 Word 中作为小标题。",
    )
    places = ManyPlacesField(label="发给哪些组织", required=False)
    unit_kinds = forms.MultipleChoiceField(
        label="抄送驻区单位（供阅知）",
        choices=ResidentUnit.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选类型后，发文组织辖内该类型的驻区单位都会收到；单位不是下级，不要求其签收。",
        error_messages={"invalid_choice": "没有这种单位类型，请重新选择。"},
    )
    unit_places = ManyPlacesField(
        label="抄送哪些组织辖内的单位",
        required=False,
        help_text="同时勾选了类型的，只抄送这些组织辖内该类型的单位；没有勾选类型的，抄送辖内全部单位。",
    )
    unit_clusters = ClustersField(label="抄送哪些新兴领域的入驻单位")
    unit_names = NamedUnitsField(
        label="抄送的单位",
        help_text="单位名称，一行一个；同名的写“社区/单位”，也可以写统一社会信用代码。与上面选择的合并，重复的只发一份。",
    )
    files: Any = FilesField(label="附件", required=False)
    asks_receipt = forms.BooleanField(label="要求各组织签收", required=False, initial=True)
    due_on = DayField(label="签收期限", required=False, help_text="不填按本区规定的工作日计算。")
    more: ClassVar[tuple[str, ...]] = ("unit_places", "unit_clusters")
    wide = ("title", "body", "places", "unit_kinds", "unit_places", "unit_clusters", "unit_names")


class NewForm(BulletinForm):
    organization = RowsField(label="发文组织")
    corrects = RowsField(label="更正的文件", required=False, help_text="本件为更正时，选择原来的文件。")
    field_order = ("organization", "title", "kind", "body", "places", "unit_kinds", "unit_names", "files")
    more = (*BulletinForm.more, "corrects")


class BulletinFormPage(FormPage):
    permission = Perm.BULLETIN_DRAFT
    submit, done = "保存草稿", "已保存，核对后请签发。"
    record, list_name, list_title = "bulletin", "bulletins", "通知通报"

    def told(self, issuer: Organization, values: dict[str, Any]) -> dict[str, Any]:
        chosen = units_chosen(
            issuer,
            kinds=values.pop("unit_kinds"),
            places=values.pop("unit_places"),
            clusters=list(values.pop("unit_clusters")),
        )
        units = {unit.pk: unit for unit in (*values.pop("unit_names"), *chosen)}
        return {**values, "units": list(units.values()), "files": uploads(values["files"])}

    def offer(self, form: PageForm, roots: Sequence[str]) -> None:
        """Places, clusters and units below those in whose name one drafts; a place itself is no addressee of its own,
        but units that lie right in it are."""
        fields: dict[str, Any] = form.fields
        below = list(Organization.objects.in_use().filter(under(roots, "path")))
        fields["places"].offer(place for place in below if any(_below(place, root) for root in roots))
        fields["unit_places"].offer(place for place in below if place.depth > 1)
        clusters = Cluster.objects.visible_to(self.actor).filter(under(roots), status=Cluster.Status.ACTIVE)
        fields["unit_clusters"].queryset = clusters.order_by("organization__path", "pinyin", "pk")
        lying = ResidentUnit.objects.visible_to(self.actor).filter(under(roots), status=ResidentUnit.Status.ACTIVE)
        fields["unit_names"].rows = lying


class BulletinNew(BulletinFormPage):
    form, action = NewForm, staticmethod(bulletin_create)
    title = "起草通知通报"

    def corrected(self) -> Bulletin | None:
        """The bulletin that shall be put right, from the address."""
        key = self.request.GET.get("corrects", "")
        rows = Bulletin.objects.visible_to(self.actor).filter(issued_at__isnull=False)
        return rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 18 else None

    def initial(self) -> dict[str, Any]:
        old = self.corrected()
        if old is None:
            seats, place = issuing(self.actor), chosen_place(self.request)
            own = place if place in seats else seats.order_by("path").first()
            return {"organization": own}
        return {
            **addressees(old),
            "organization": old.organization_id,
            "corrects": old.pk,
            "kind": old.kind,
            "title": f"关于更正《{old.title}》的{old.get_kind_display()}"[:120],
        }

    def limit(self, form: PageForm) -> None:
        seats = issuing(self.actor)
        organization: Any = form.fields["organization"]
        organization.queryset = seats
        corrects: Any = form.fields["corrects"]
        corrects.queryset = Bulletin.objects.visible_to(self.actor).filter(
            issued_at__isnull=False, organization__in=seats
        )
        self.offer(form, [seat.path for seat in seats])

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return self.told(values["organization"], values)


class BulletinEdit(BulletinFormPage):
    form, action = BulletinForm, staticmethod(bulletin_edit)
    model, subject, select_related = Bulletin, "bulletin", ("organization",)
    title = "修改通知通报"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.BULLETIN_DRAFT, at=self.object.place)

    def initial(self) -> dict[str, Any]:
        names = ("title", "kind", "body", "asks_receipt", "due_on")
        return {**{name: getattr(self.object, name) for name in names}, **addressees(self.object)}

    def limit(self, form: PageForm) -> None:
        self.offer(form, [self.object.organization.path])

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return self.told(self.object.organization, values)

    def success_url(self, made: Any) -> str:
        return link(self.request, "bulletin", self.object.pk)


def addressees(bulletin: Bulletin) -> dict[str, Any]:
    """Whom a bulletin goes to, as the form takes it; units that were given up since are left out.

    Whichever way units were chosen, here they stand one by one: whom to take out is a line to delete.
    """
    receipts = list(bulletin.receipts.select_related("unit__organization"))
    units = (row.unit for row in receipts if row.unit is not None)
    return {
        "places": [str(row.organization_id) for row in receipts if row.unit is None],
        "unit_names": as_lines(unit for unit in units if unit.status == ResidentUnit.Status.ACTIVE),
    }


def _below(place: Organization, root: str) -> bool:
    return place.path != root and place.path.startswith(root)
