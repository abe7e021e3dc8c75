"""协议模板: what agreements with units of a kind begin from."""

import graphene
from django.db.models import Q

from api.filters import among, of, search
from api.rows.fields import Named, One, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import CommitmentFrequency, TemplateSide, TemplateStatus, UnitKind
from api.types.commitments import optional
from linkage.models import AgreementTemplate, TemplateCommitment

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class AgreementTemplateType(Record):
    class Meta:
        model = AgreementTemplate
        description = "协议模板：起草某类单位的共建协议时的底稿；花括号里的占位词在起草时填入。"
        ordering = Ordering("AgreementTemplateOrder", {"NEWEST": _BY_AGE["NEWEST"], "OLDEST": _BY_AGE["OLDEST"]})
        filters = {
            "status": among(TemplateStatus, "status", "状态"),
            "kind": Filter(UnitKind, "只看适用于这类单位的模板。", lambda v: Q(kinds__contains=[v])),
            "search": search("name", "title", "aim"),
        }

    name = column(AgreementTemplate, "name")
    kinds = computed(
        graphene.NonNull(graphene.List(graphene.NonNull(UnitKind))),
        "适用的单位类型。",
        ["kinds"],
        lambda row: row["kinds"],
    )
    title = column(AgreementTemplate, "title")
    aim = column(AgreementTemplate, "aim")
    content = column(AgreementTemplate, "content")
    place_duties = column(AgreementTemplate, "place_duties")
    unit_duties = column(AgreementTemplate, "unit_duties")
    months = column(AgreementTemplate, "months")
    status = column(AgreementTemplate, "status", enum=TemplateStatus)
    status_label = Named("状态的中文名称。", "status", dict(AgreementTemplate.Status.choices))
    version = column(AgreementTemplate, "version")
    commitments = Many("TemplateCommitment", "模板中的承诺事项。", by="template_id", follows=True)


class TemplateCommitmentType(Record):
    class Meta:
        model = TemplateCommitment
        description = "模板承诺事项：一方通常承诺什么、多少、多久一次或何时为止。"
        ordering = Ordering("TemplateCommitmentOrder", _BY_AGE)
        filters = {"template": of("AgreementTemplate", "template_id", "template", "该模板")}

    template = One("AgreementTemplate", "template", "所属模板。", follows=True)
    side = column(TemplateCommitment, "side", enum=TemplateSide)
    title = column(TemplateCommitment, "title")
    quantity = column(TemplateCommitment, "quantity")
    measure = column(TemplateCommitment, "measure")
    period = optional(CommitmentFrequency, "频次；总量承诺为空。", "period")
    due_months = column(TemplateCommitment, "due_months")
