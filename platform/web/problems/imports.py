"""Problems from a spreadsheet, as an inspection brings them."""

from collections.abc import Sequence
from typing import Any

from core.permissions import Perm
from linkage.conferences.naming import numbered
from linkage.problems.actions.problems import problem_edit, problem_report
from linkage.problems.models import Problem, Severity
from web.importplaces import Places, names_of
from web.imports import ImportPage, choice, words
from web.importtemplate import Field
from web.problems.forms import reportable
from web.sheets import Row

_OPEN = (Problem.Status.REPORTED, Problem.Status.DISPATCHED, Problem.Status.RECTIFYING)


class ProblemImport(ImportPage):
    permission = Perm.PROBLEM_REPORT
    title, list_name, list_title, measure = "导入问题", "problems", "问题清单", "个"
    lead = "同一组织未了结的同名问题视为已有，只有尚未处理的可以更新。"
    fields = (
        Field("title", "问题", required=True, example="党群服务中心开放时间不足", help="最多 120 个字。"),
        Field("detail", "具体表现", required=True, example="周末不开放，居民反映办事难。", help="最多 2000 个字。"),
        Field("organization", "存在问题的组织", required=True, example="江宁路街道/新安居委会", help="街道或社区。"),
        Field("source", "来源", required=True, example="督导检查", help="从下拉框选择。"),
        Field("origin", "来源会议编号", example="", help="来源是会议议定的必填：会议、议题或议定事项的编号。"),
        Field("severity", "严重程度", example="一般", help="从下拉框选择，不填为一般。"),
        Field("category", "类别", example="阵地设施", help="从下拉框选择，不填为其他。"),
    )

    def prepare(self) -> None:
        self.places = Places(reportable(self.actor))
        rows = Problem.objects.visible_to(self.actor).filter(status__in=_OPEN)
        self.found = {
            (row.organization_id, row.title): row for row in rows.select_related("organization", "reported_by")
        }

    def offers(self) -> dict[str, Sequence[str]]:
        return {
            "organization": names_of(reportable(self.actor)),
            "source": words(Problem.Source),
            "severity": words(Severity),
            "category": words(Problem.Category),
        }

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        return {
            **texts,
            "organization": self.places.get(texts["organization"], "organization", "组织"),
            "origin": numbered(self.actor, texts["origin"], field="origin") if texts["origin"] else None,
            "source": choice(texts["source"], Problem.Source, "source", "来源"),
            "severity": choice(texts["severity"] or "一般", Severity, "severity", "严重程度"),
            "category": choice(texts["category"] or "其他", Problem.Category, "category", "类别"),
        }

    def existing(self, values: dict[str, Any]) -> Any:
        return self.found.get((values["organization"].pk, values["title"]))

    def create(self, values: dict[str, Any]) -> None:
        made = problem_report(actor=self.actor, **values)
        self.found[made.organization_id, made.title] = made

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        names = [field.name for field in self.fields if field.name not in ("organization", "origin")]
        merged = {name: values[name] if name in filled else getattr(record, name) for name in names}
        problem_edit(actor=self.actor, problem=record, **merged)
