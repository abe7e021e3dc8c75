"""Needs and resources from a spreadsheet: each row is drafted and handed in for review at once."""

from collections.abc import Sequence
from typing import Any

from core.errors import InvalidInput
from core.permissions import Perm
from resources.models import Category, Listing, Need, Resource
from tenants.org.models import Owner, ResidentUnit
from web.importplaces import Places, names_of
from web.imports import ImportPage, choice, day, words
from web.importtemplate import Field
from web.listingforms import create_listing, edit_listing
from web.owners import owners_for
from web.sheets import Row

_ENDED = (Listing.Status.CLOSED, Listing.Status.WITHDRAWN, Listing.Status.EXPIRED)


class ListingImport(ImportPage):
    permission = Perm.LISTING_EDIT
    kind: type[Need] | type[Resource]
    measure = "条"
    lead = "确认导入的直接提交街道审核。同一发布方的同名记录视为已有，只有草稿和被退回的可改。"
    fields = (
        Field("title", "名称", required=True, example="周末为独居老人义诊", help="最多 120 个字。"),
        Field("category", "类别", required=True, example="医疗健康", help="从下拉框选择。"),
        Field("quantity", "数量", required=True, example="30", help="大于 0，最多两位小数。"),
        Field("measure", "计量单位", required=True, example="人次", help="例如 人次、份、小时、次。"),
        Field("due_on", "截止日期", required=True, example="2027-03-31", help="写成 2027-03-31。"),
        Field("owner", "发布方", example="江宁路街道/新安居委会", help="只代表一个组织或单位的可以不填。"),
        Field("description", "说明", help="最多 2000 个字。"),
    )

    def prepare(self) -> None:
        places, units = owners_for(self.actor, Perm.LISTING_EDIT)
        self.owners: list[Owner] = [*places, *units]
        self.places = Places(row for row in self.owners if not isinstance(row, ResidentUnit))
        self.units = {row.name: row for row in self.owners if isinstance(row, ResidentUnit)}
        rows = self.kind.objects.visible_to(self.actor).exclude(status__in=_ENDED)
        self.found = {
            (row.organization_id, row.unit_id, row.title): row for row in rows.select_related("organization", "unit")
        }

    def offers(self) -> dict[str, Sequence[str]]:
        places, units = owners_for(self.actor, Perm.LISTING_EDIT)
        return {"category": words(Category), "owner": [*names_of(places), *(str(unit) for unit in units)]}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        return {
            **texts,
            "category": choice(texts["category"], Category, "category", "类别"),
            "due_on": day(texts["due_on"], "due_on", "截止日期"),
            "owner": self.owner(texts["owner"]),
        }

    def owner(self, text: str) -> Owner:
        """The publisher by name or code; left out by those who stand for one only."""
        if text in self.units:
            return self.units[text]
        if not text and len(self.owners) == 1:
            return self.owners[0]
        if not text:
            raise InvalidInput("请填写发布方：您可以为多个组织填报。", field="owner")
        return self.places.get(text, "owner", "发布方")

    def existing(self, values: dict[str, Any]) -> Any:
        owner = values["owner"]
        unit = isinstance(owner, ResidentUnit)
        key = (owner.organization_id, owner.pk, values["title"]) if unit else (owner.pk, None, values["title"])
        return self.found.get(key)

    def create(self, values: dict[str, Any]) -> None:
        listing: Any = create_listing(actor=self.actor, kind=self.kind, then_submit=True, **values)
        self.found[listing.organization_id, listing.unit_id, listing.title] = listing

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        names = [field.name for field in self.fields if field.name != "owner"]
        merged = {name: values[name] if name in filled else getattr(record, name) for name in names}
        edit_listing(actor=self.actor, listing=record, audience=record.audience, then_submit=True, **merged)


class NeedImport(ListingImport):
    kind, title, list_name, list_title = Need, "导入需求", "needs", "需求"


class ResourceImport(ListingImport):
    kind, title, list_name, list_title = Resource, "导入资源", "resources", "资源"
