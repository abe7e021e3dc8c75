"""提案办理."""

import graphene
from django.db.models import Q

from api.addresses import DOWNLOAD, PROPOSAL_FILE
from api.filters import among, of, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column, computed
from api.rows.ids import key_of
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.choices import ProposalCategory, ProposalResult, ProposalSatisfaction, ProposalStatus
from api.types.events import history
from linkage.proposals.models import Proposal, ProposalFile, Proposer

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class ProposalType(Record):
    class Meta:
        model = Proposal
        description = "提案：从提出、审查、立案、承办、答复到反馈满意度；不满意的二次办理。"
        ordering = Ordering(
            "ProposalOrder",
            {
                "NEWEST": ("最近提出的在前。", ("-pk",)),
                "OLDEST": ("最早提出的在前。", ("pk",)),
                "DUE": ("答复期限早的在前。", ("due_on", "pk")),
            },
        )
        filters = {
            "status": among(ProposalStatus, "status", "状态"),
            "category": among(ProposalCategory, "category", "类别"),
            "handler": of("Organization", "handler_id", "handler", "由该组织承办"),
            "department": of("Department", "department_id", "department", "由该部门承办"),
            "unit": Filter(
                graphene.ID,
                "只看该单位提出的提案。",
                lambda v: Q(
                    pk__in=Proposer.objects.filter(unit_id=key_of(v, "ResidentUnit", field="unit")).values("proposal")
                ),
            ),
            "proposing_department": Filter(
                graphene.ID,
                "只看该部门提出的提案。",
                lambda v: Q(
                    pk__in=Proposer.objects.filter(
                        department_id=key_of(v, "Department", field="proposing_department")
                    ).values("proposal")
                ),
            ),
            "within": within(),
            "due_until": on_or_before("due_on", "答复期限"),
            "number": Filter(graphene.String, "按提案号。", lambda v: Q(number=v)),
            "search": search("title", "number", "content"),
        }

    number = column(Proposal, "number")
    title = column(Proposal, "title")
    content = column(Proposal, "content")
    category = column(Proposal, "category", enum=ProposalCategory)
    category_label = Named("类别的中文名称。", "category", dict(Proposal.Category.choices))
    status = column(Proposal, "status", enum=ProposalStatus)
    status_label = Named("状态的中文名称。", "status", dict(Proposal.Status.choices))
    organization = One("Organization", "organization", "受理组织。", follows=True)
    handler = One(
        "Organization", "handler", "承办组织，部门承办的为部门所在组织；交办前为空。", follows=True, null=True
    )
    department = One("Department", "department", "承办部门；组织承办的和交办前为空。", follows=True, null=True)
    merged_into = One("Proposal", "merged_into", "并入的提案；没有并案时为空。")
    submitted_at = column(Proposal, "submitted_at")
    review_by = column(Proposal, "review_by")
    opinion = column(Proposal, "opinion")
    assigned_at = column(Proposal, "assigned_at")
    due_on = column(Proposal, "due_on")
    round = column(Proposal, "round", description="第几次办理；交办前为 0。")
    answer = column(Proposal, "answer")
    result = computed(
        ProposalResult,
        "办理结果；答复前为空。",
        ["result"],
        lambda row: row["result"] or None,
        lambda result: f"NULLIF({result}, '')",
    )
    answered_at = column(Proposal, "answered_at")
    satisfaction = computed(
        ProposalSatisfaction,
        "满意度；反馈前为空。",
        ["satisfaction"],
        lambda row: row["satisfaction"] or None,
        lambda mark: f"NULLIF({mark}, '')",
    )
    feedback = column(Proposal, "feedback")
    closed_at = column(Proposal, "closed_at")
    version = column(Proposal, "version")
    # Whoever sees a proposal sees who proposed it and its files.
    proposers = Many("Proposer", "提案人，并案的提案人也在内。", by="proposal_id", follows=True)
    files = Many("ProposalFile", "提案和答复的材料。", by="proposal_id", follows=True)
    history = history(Proposal)


class ProposerType(Record):
    class Meta:
        model = Proposer
        description = "提案人：单位、组织、部门，或以个人名义提出的成员。"
        ordering = Ordering("ProposerOrder", _BY_AGE)
        filters = {"leading": Filter(graphene.Boolean, "是否第一提案人。", lambda v: Q(first=v))}

    proposal = One("Proposal", "proposal", "提案。", follows=True)
    label = column(Proposer, "label")
    first = column(Proposer, "first")
    organization = One("Organization", "organization", "提案的组织；单位或部门提案时为其所在组织。", follows=True)
    unit = One("ResidentUnit", "unit", "提案的单位；不是单位提案或不在您查看范围内时为空。")
    department = One("Department", "department", "提案的部门；不是部门提案时为空。", follows=True, null=True)


class ProposalFileType(Record):
    class Meta:
        model = ProposalFile
        description = "提案材料：随提案或答复上传的文件。"
        ordering = Ordering("ProposalFileOrder", _BY_AGE)
        filters = {"proposal": of("Proposal", "proposal_id", "proposal", "该提案")}

    proposal = One("Proposal", "proposal", "所属提案。", follows=True)
    name = column(ProposalFile, "name")
    content_type = column(ProposalFile, "content_type")
    size = column(ProposalFile, "size", description="大小（字节）。")
    sha256 = column(ProposalFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(ProposalFile, "uploaded_at")
    url = Signed(PROPOSAL_FILE, DOWNLOAD.format("文件"))
