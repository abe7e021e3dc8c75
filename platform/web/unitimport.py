"""Units from a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from core.errors import InvalidInput
from core.permissions import Perm
from tenants.org.actions.units import unit_edit, unit_register
from tenants.org.models import Organization, ResidentUnit
from web.importplaces import Places, names_of, place_field
from web.imports import ImportPage, choice, words
from web.importtemplate import Field
from web.sheets import Row
from web.unitacts import seats


class UnitImport(ImportPage):
    permission = Perm.UNIT_EDIT
    title, list_name, list_title, measure = "导入驻区单位", "units", "驻区单位", "家"
    lead = "同一信用代码，或同一社区内同名的，视为已有单位。"
    fields = (
        Field("name", "单位名称", required=True, example="江宁中学", help="全称，最多 120 个字。"),
        Field("kind", "单位类型", required=True, example="学校", help="从下拉框选择。"),
        place_field("所在街道、社区"),
        Field("party_members", "党员数", example="30", help="整数，不填为 0。"),
        Field("affiliation", "隶属", example="区", help="从下拉框选择，不填为“无”。"),
        Field("rank", "行政级别"),
        Field("party_organization", "党组织名称", example="江宁中学党支部"),
        Field("address", "地址"),
        Field("credit_code", "统一社会信用代码", help="18 位；用来认出已有单位。"),
    )

    def prepare(self) -> None:
        self.places = Places(self.seats())
        units = ResidentUnit.objects.visible_to(self.actor).filter(status=ResidentUnit.Status.ACTIVE)
        rows = list(units.select_related("organization"))
        self.by_code = {unit.credit_code: unit for unit in rows if unit.credit_code}
        self.by_name = {(unit.organization_id, unit.name): unit for unit in rows}

    def offers(self) -> dict[str, Sequence[str]]:
        return {
            "kind": words(ResidentUnit.Kind),
            "organization": names_of(self.seats()),
            "affiliation": words(ResidentUnit.Affiliation),
        }

    def seats(self) -> QuerySet[Organization]:
        """Where this person may register units."""
        return seats(self.actor)

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        members = texts["party_members"] or "0"
        if not (members.isascii() and members.isdecimal() and len(members) < 8):
            raise InvalidInput(f"党员数“{members}”应为整数，例如 12。", field="party_members")
        return {
            **texts,
            "kind": choice(texts["kind"], ResidentUnit.Kind, "kind", "单位类型"),
            "organization": self.places.get(texts["organization"], "organization", "所在街道、社区"),
            "party_members": int(members),
            "affiliation": choice(texts["affiliation"] or "无", ResidentUnit.Affiliation, "affiliation", "隶属"),
        }

    def existing(self, values: dict[str, Any]) -> Any:
        code = values["credit_code"].upper()
        return self.by_code.get(code) or self.by_name.get((values["organization"].pk, values["name"]))

    def create(self, values: dict[str, Any]) -> None:
        unit = unit_register(actor=self.actor, **values)
        self.by_name[unit.organization_id, unit.name] = unit
        if unit.credit_code:
            self.by_code[unit.credit_code] = unit

    def differs(self, record: Any, values: dict[str, Any], filled: set[str]) -> bool:
        given = {**values, "credit_code": values["credit_code"].upper()}
        return any(getattr(record, name) != given[name] for name in filled)

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        merged = {field.name: getattr(record, field.name) for field in self.fields}
        merged.update({name: value for name, value in values.items() if name in filled})
        unit_edit(actor=self.actor, unit=record, **merged)
