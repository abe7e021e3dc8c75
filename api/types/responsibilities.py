"""责任清单 with the checks of the level above."""

import graphene
from django.db.models import Q

from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, column
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import (
    ResponsibilityCategory,
    ResponsibilityHolder,
    ResponsibilityResult,
    ResponsibilityStatus,
)
from api.types.events import history
from linkage.responsibilities.models import Responsibility, ResponsibilityCheck

_BY_AGE = {"NEWEST": ("最后写入的在前。", ("-pk",)), "OLDEST": ("按写入先后。", ("pk",))}
_RESULT = {"": "", **dict(Responsibility.Result.choices)}


class ResponsibilityType(Record):
    class Meta:
        model = Responsibility
        description = "责任事项：一个组织某一年度责任清单中的一项，按建、领、晒、查、验办理。"
        ordering = Ordering("ResponsibilityOrder", {**_BY_AGE, "DUE": ("先到期的在前。", ("ends_on", "pk"))})
        filters = {
            "status": among(ResponsibilityStatus, "status", "状态"),
            "category": among(ResponsibilityCategory, "category", "类别"),
            "holder": among(ResponsibilityHolder, "holder", "责任主体"),
            "result": among(ResponsibilityResult, "result", "验收结果"),
            "year": Filter(graphene.Int, "按年度。", lambda v: Q(year=v)),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该组织"),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "due_from": on_or_after("ends_on", "完成期限"),
            "due_until": on_or_before("ends_on", "完成期限"),
            "search": search("title", "content", "responsible", "number"),
        }

    number = column(Responsibility, "number")
    year = column(Responsibility, "year")
    organization = One("Organization", "organization", "责任组织。", follows=True)
    holder = column(Responsibility, "holder", enum=ResponsibilityHolder)
    holder_label = Named("责任主体的中文名称。", "holder", dict(Responsibility.Holder.choices))
    post = column(Responsibility, "post")
    responsible = column(Responsibility, "responsible")
    category = column(Responsibility, "category", enum=ResponsibilityCategory)
    category_label = Named("类别的中文名称。", "category", dict(Responsibility.Category.choices))
    title = column(Responsibility, "title")
    content = column(Responsibility, "content")
    measures = column(Responsibility, "measures")
    starts_on = column(Responsibility, "starts_on")
    ends_on = column(Responsibility, "ends_on")
    status = column(Responsibility, "status", enum=ResponsibilityStatus)
    status_label = Named("状态的中文名称。", "status", dict(Responsibility.Status.choices))
    result_label = Named("验收结果的中文名称；未验收时为空文字。", "result", _RESULT)
    result_note = column(Responsibility, "result_note")
    built_at = column(Responsibility, "built_at")
    claimed_at = column(Responsibility, "claimed_at")
    published_at = column(Responsibility, "published_at")
    accepted_at = column(Responsibility, "accepted_at")
    version = column(Responsibility, "version")
    # Whoever sees an item sees what the checks found.
    checks = Many("ResponsibilityCheck", "履责检查。", by="responsibility_id", follows=True)
    history = history(Responsibility)


class ResponsibilityCheckType(Record):
    class Meta:
        model = ResponsibilityCheck
        description = "履责检查：上级检查时看到的落实情况。"
        ordering = Ordering("ResponsibilityCheckOrder", _BY_AGE)
        filters = {
            "responsibility": of("Responsibility", "responsibility_id", "responsibility", "该责任事项"),
            "passed": Filter(graphene.Boolean, "是否已落实。", lambda v: Q(passed=v)),
        }

    responsibility = One("Responsibility", "responsibility", "所检查的责任事项。", follows=True)
    passed = column(ResponsibilityCheck, "passed")
    findings = column(ResponsibilityCheck, "findings")
    by = column(ResponsibilityCheck, "by_label")
    at = column(ResponsibilityCheck, "at")
