"""Lists of responsibilities from Excel."""

from collections.abc import Sequence
from typing import Any

from core.errors import InvalidInput
from core.permissions import Perm
from linkage.responsibilities.actions.items import responsibility_build, responsibility_edit
from linkage.responsibilities.models import Responsibility
from web.importplaces import Places, names_of, place_field
from web.imports import ImportPage, choice, day, words
from web.importtemplate import Field
from web.responsibilities.forms import own_places
from web.sheets import Row

_EDITED = ("holder", "category", "title", "content", "measures", "post", "responsible", "started_on", "due_on")


class ResponsibilityImport(ImportPage):
    permission = Perm.RESPONSIBILITY_EDIT
    title, list_name, list_title, measure = "导入责任清单", "responsibilities", "责任清单", "项"
    lead = "同一组织、年度、责任主体和事项名称的视为已有，公示前的可以更新。"
    fields = (
        place_field("责任组织", example="江宁路街道"),
        Field("year", "年度", required=True, example="2026", help="四位数字。"),
        Field("holder", "责任主体", required=True, example="书记", help="从下拉框选择。"),
        Field("category", "类别", required=True, example="组织建设", help="从下拉框选择。"),
        Field("title", "责任事项", required=True, example="每季度研究一次党建工作", help="最多 120 个字。"),
        Field("content", "责任内容", required=True, example="专题研究基层党建，听取社区汇报", help="最多 2000 个字。"),
        Field("measures", "落实措施", example="列入党工委会议议题", help="最多 2000 个字。"),
        Field("post", "职务", example="党工委书记"),
        Field("responsible", "责任人", example="沈书记"),
        Field("started_on", "开始日期", example="2026-01-01", help="不填为年初。"),
        Field("due_on", "完成期限", example="2026-12-31", help="不填为年末。"),
    )

    def prepare(self) -> None:
        self.places = Places(own_places(self))
        rows = Responsibility.objects.visible_to(self.actor).exclude(status=Responsibility.Status.DISCARDED)
        self.found = {
            (row.organization_id, row.year, row.holder, row.title): row for row in rows.select_related("organization")
        }

    def offers(self) -> dict[str, Sequence[str]]:
        return {
            "organization": names_of(own_places(self)),
            "holder": words(Responsibility.Holder),
            "category": words(Responsibility.Category),
        }

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        year = texts["year"].removesuffix("年").strip()
        if not (year.isascii() and year.isdecimal() and len(year) == 4):
            raise InvalidInput(f"年度“{texts['year']}”应为四位数字，例如 2026。", field="year")
        return {
            **texts,
            "organization": self.places.get(texts["organization"], "organization", "责任组织"),
            "year": int(year),
            "holder": choice(texts["holder"], Responsibility.Holder, "holder", "责任主体"),
            "category": choice(texts["category"], Responsibility.Category, "category", "类别"),
            "started_on": day(texts["started_on"] or f"{year}-01-01", "started_on", "开始日期"),
            "due_on": day(texts["due_on"] or f"{year}-12-31", "due_on", "完成期限"),
        }

    def existing(self, values: dict[str, Any]) -> Any:
        return self.found.get((values["organization"].pk, values["year"], values["holder"], values["title"]))

    def create(self, values: dict[str, Any]) -> None:
        row = responsibility_build(actor=self.actor, **values)
        self.found[row.organization_id, row.year, row.holder, row.title] = row

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        merged = {name: values[name] if name in filled else getattr(record, name) for name in _EDITED}
        responsibility_edit(actor=self.actor, responsibility=record, **merged)

    def differs(self, record: Any, values: dict[str, Any], filled: set[str]) -> bool:
        return any(getattr(record, name) != values[name] for name in _EDITED if name in filled)
