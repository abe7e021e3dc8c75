"""Forms: drafting a bulletin, and choosing to whom it goes."""

from typing import Any

from django import forms

from core.permissions import Perm, require
from linkage.bulletins.actions.issuing import bulletin_create, bulletin_edit
from linkage.bulletins.models import Bulletin
from tenants.org.models import Organization, ResidentUnit
from web.bulletins.pages import issuing
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
    files: Any = FilesField(label="附件", required=False)
    asks_receipt = forms.BooleanField(label="要求各组织签收", required=False, initial=True)
    due_on = DayField(label="签收期限", required=False, help_text="不填按本区规定的工作日计算。")
    wide = ("title", "body", "places", "unit_kinds")


class NewForm(BulletinForm):
    organization = RowsField(label="发文组织")
    corrects = RowsField(label="更正的文件", required=False, help_text="本件为更正时，选择原来的文件。")
    field_order = ("organization", "title", "kind", "body", "places", "unit_kinds", "files")
    more = ("corrects",)


class BulletinFormPage(FormPage):
    permission = Perm.BULLETIN_DRAFT
    submit, done = "保存草稿", "已保存，核对后请签发。"
    record, list_name, list_title = "bulletin", "bulletins", "通知通报"

    def units_of(self, issuer: Organization, kinds: list[str]) -> list[ResidentUnit]:
        """The units of these kinds that lie there now; only those of the draft where nothing was chosen anew."""
        if not kinds:
            return []
        rows = ResidentUnit.objects.filter(
            organization__path__startswith=issuer.path, status=ResidentUnit.Status.ACTIVE, kind__in=kinds
        )
        return list(rows.select_related("organization"))

    def told(self, issuer: Organization, values: dict[str, Any]) -> dict[str, Any]:
        kinds = values.pop("unit_kinds")
        return {**values, "units": self.units_of(issuer, kinds), "files": uploads(values["files"])}


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
        receipts = list(old.receipts.select_related("unit"))
        return {
            "organization": old.organization_id,
            "corrects": old.pk,
            "kind": old.kind,
            "title": f"关于更正《{old.title}》的{old.get_kind_display()}"[:120],
            "places": [str(row.organization_id) for row in receipts if row.unit is None],
            "unit_kinds": sorted({row.unit.kind for row in receipts if row.unit is not None}),
        }

    def limit(self, form: PageForm) -> None:
        seats = issuing(self.actor)
        organization: Any = form.fields["organization"]
        organization.queryset = seats
        corrects: Any = form.fields["corrects"]
        corrects.queryset = Bulletin.objects.visible_to(self.actor).filter(
            issued_at__isnull=False, organization__in=seats
        )
        places: Any = form.fields["places"]
        below = Organization.objects.in_use().filter(depth__gt=1)
        roots = [seat.path for seat in seats]
        places.offer([place for place in below if any(_below(place, root) for root in roots)])

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
        receipts = list(self.object.receipts.select_related("unit"))
        return {
            **{name: getattr(self.object, name) for name in names},
            "places": [str(row.organization_id) for row in receipts if row.unit is None],
            "unit_kinds": sorted({row.unit.kind for row in receipts if row.unit is not None}),
        }

    def limit(self, form: PageForm) -> None:
        places: Any = form.fields["places"]
        root = self.object.organization.path
        places.offer(Organization.objects.in_use().filter(path__startswith=root).exclude(path=root))

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        """Units that were chosen one by one stay as they are, as long as their kinds are not changed."""
        was = self.initial()["unit_kinds"]
        if sorted(values["unit_kinds"]) != was:
            return self.told(self.object.organization, values)
        kept = self.object.receipts.filter(unit__status=ResidentUnit.Status.ACTIVE).select_related("unit__organization")
        del values["unit_kinds"]
        return {**values, "units": [row.unit for row in kept], "files": uploads(values["files"])}

    def success_url(self, made: Any) -> str:
        return link(self.request, "bulletin", self.object.pk)


def _below(place: Organization, root: str) -> bool:
    return place.path != root and place.path.startswith(root)
