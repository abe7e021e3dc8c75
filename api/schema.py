"""The schema: every list, every single record, every action."""

import pkgutil
from importlib import import_module
from typing import Any

import graphene
from graphql import FieldNode, GraphQLResolveInfo, print_schema

from api import mutations
from api.compiled import NotCompiled
from api.compiled.records import write_record
from api.compiled.statement import Level, Statement, subquery
from api.compiled.text import Parts
from api.compiled.told import Told
from api.names import camel
from api.rows.ids import read_id
from api.rows.pages import Root
from api.rows.plans import Plan, extend, fetch
from api.rows.records import TYPE, Node, Record, all_records, record_named
from api.rows.shapes import Shape
from api.types.calendar import calendar_field
from api.types.changes import api_changes_field
from api.types.contactcover import contact_cover_field
from api.types.coverage import coverage_field
from api.types.draws import draw_proof_field
from api.types.events import Verb
from api.types.people import Me
from api.types.placefigures import cluster_coverage_field, facility_standards_field, secretary_project_cover_field
from api.types.problemrollup import problem_rollup_field
from api.types.responsibilityrollup import responsibility_rollup_field
from api.types.rulebooks import QUERIES as RULE_BOOKS
from api.types.settings import DistrictSettingsType, settings_for
from api.types.summary import summary_field
from api.types.waiting import waiting_field
from api.types.whistles import whistle_league_field
from core.errors import InvalidInput, NotFound
from core.verbs import all_labels


def find_node(value: str, info: GraphQLResolveInfo, *, only: str = "") -> dict[Any, Any]:
    """The row of a global id with all that is selected below; ``NotFound`` if absent or hidden."""
    name, key = read_id(value)
    if only and name != only:
        raise InvalidInput(f"这里需要 {only} 的编号，给出的是 {name} 的编号。", field="id")
    try:
        record = record_named(name)
    except KeyError as error:
        raise NotFound(field="id") from error
    plan = extend(Plan(record), info.field_nodes, info)
    rows = fetch(plan, record.visible(info).filter(pk=key).order_by(), info)
    if not rows:
        raise NotFound(field="id")
    rows[0][TYPE] = name
    return rows[0]


class Single(graphene.Field):
    """One record by its global id: of one type, or of any."""

    def __init__(self, type_: Any, description: str, only: str = "") -> None:
        super().__init__(
            type_,
            description=description,
            args={"id": graphene.Argument(graphene.NonNull(graphene.ID), description="全局编号。")},
            resolver=lambda root, info, id: find_node(id, info, only=only),
        )
        self.only = only

    def write(self, statement: Statement, nodes: list[FieldNode]) -> Parts:
        """Null where there is no such record, or a hidden one; graphql-core then tells the error."""
        name, key = read_id(statement.arguments(nodes[0])["id"])
        if self.only not in ("", name):
            raise NotCompiled("an id of another type")
        level = Level(statement, record_named(name))
        parts = write_record(level, nodes)
        found = statement.visible(level.record).filter(pk=key).order_by()
        return [subquery(parts, level.rows(found))]


def _single(record: type[Record]) -> Single:
    label = record._meta.model._meta.verbose_name
    return Single(record, f"按全局编号读取一条{label}；不存在或无权查看时返回 NOT_FOUND。", record._meta.name)


ROOTS = {
    "organizations": ("Organization", "组织。"),
    "units": ("ResidentUnit", "驻区单位。"),
    "departments": ("Department", "区直部门和派出机构。"),
    "users": ("User", "账号。"),
    "posts": ("Post", "职务。"),
    "agreements": ("Agreement", "共建协议。"),
    "agreement_templates": ("AgreementTemplate", "协议模板。"),
    "commitments": ("Commitment", "承诺事项。"),
    "responsibilities": ("Responsibility", "责任事项。"),
    "responsibility_checks": ("ResponsibilityCheck", "履责检查。"),
    "responsibility_reports": ("ResponsibilityReport", "责任事项的落实进展。"),
    "responsibility_files": ("ResponsibilityFile", "责任事项落实进展的佐证材料。"),
    "appeals": ("Appeal", "诉求。"),
    "whistles": ("Whistle", "吹哨事项。"),
    "whistle_responses": ("WhistleResponse", "部门的应哨。"),
    "whistle_files": ("WhistleFile", "现场照片和佐证材料。"),
    "admissions": ("Admission", "职责下沉准入申请。"),
    "assignments": ("Assignment", "任务。"),
    "progress_reports": ("ProgressReport", "任务的进展报告。"),
    "assignment_files": ("AssignmentFile", "任务的佐证材料。"),
    "campaign_templates": ("CampaignTemplate", "专项工作模板。"),
    "campaign_template_steps": ("CampaignTemplateStep", "专项工作模板中的步骤。"),
    "campaigns": ("Campaign", "专项工作。"),
    "planned_steps": ("PlannedStep", "专项工作的步骤安排。"),
    "campaign_steps": ("CampaignStep", "各组织办理的专项步骤。"),
    "campaign_step_files": ("CampaignStepFile", "专项步骤的材料。"),
    "secretary_projects": ("SecretaryProject", "书记项目。"),
    "project_parts": ("ProjectPart", "书记项目的四项内容。"),
    "project_reports": ("ProjectReport", "书记项目的季度进展。"),
    "project_part_files": ("ProjectPartFile", "书记项目的材料。"),
    "clusters": ("Cluster", "新兴领域。"),
    "cluster_units": ("ClusterUnit", "新兴领域的入驻单位。"),
    "joint_branches": ("JointBranch", "联合支部。"),
    "consultations": ("Consultation", "征求意见。"),
    "outpost_appraisals": ("OutpostAppraisal", "派出机构评价。"),
    "facilities": ("Facility", "阵地台账。"),
    "facility_photos": ("FacilityPhoto", "阵地照片。"),
    "commitment_periods": ("CommitmentPeriod", "按频次承诺的履约周期。"),
    "agreement_evaluations": ("AgreementEvaluation", "共建协议的履行评价。"),
    "needs": ("Need", "需求。"),
    "resources": ("Resource", "资源。"),
    "materials": ("Material", "共享资料。"),
    "claims": ("Claim", "认领。"),
    "problems": ("Problem", "问题。"),
    "rectifications": ("Rectification", "整改。"),
    "extensions": ("Extension", "延期申请。"),
    "supervisions": ("Supervision", "督办单。"),
    "accountabilities": ("Accountability", "约谈和组织调整。"),
    "checklists": ("Checklist", "检查表。"),
    "inspections": ("Inspection", "督导检查。"),
    "inspection_teams": ("InspectionTeam", "检查组。"),
    "inspection_targets": ("InspectionTarget", "检查对象。"),
    "findings": ("Finding", "检查结果。"),
    "random_draws": ("InspectionDraw", "随机抽取。"),
    "contact_points": ("ContactPoint", "联系点。"),
    "visits": ("Visit", "走访记录。"),
    "weak_places": ("WeakPlace", "薄弱组织。"),
    "evidence_files": ("Evidence", "佐证。"),
    "evaluations": ("Evaluation", "评价。"),
    "reports": ("QuarterlyReport", "季度通报。"),
    "report_entries": ("ReportEntry", "各组织的通报数据。"),
    "grants": ("Grant", "专项权限。"),
    "clients": ("Client", "第三方应用。"),
    "bodies": ("Body", "议事机构：领导小组、联席会议、兼职委员会。"),
    "seats": ("Seat", "议事机构的成员。"),
    "meetings": ("Meeting", "会议。"),
    "invitations": ("Invitation", "参会通知。"),
    "topics": ("Topic", "议题。"),
    "decisions": ("Decision", "议定事项。"),
    "decision_requests": ("DecisionRequest", "会议对单位的商请事项。"),
    "inquiries": ("Inquiry", "质询。"),
    "proposals": ("Proposal", "提案。"),
    "bulletins": ("Bulletin", "通知通报。"),
    "data_calls": ("DataCall", "数据调度。"),
    "data_answers": ("DataAnswer", "数据调度的填报。"),
    "bulletin_receipts": ("BulletinReceipt", "通知通报的签收情况。"),
    "notices": ("Notice", "给您的通知。"),
    "events": ("Event", "您可以查看的事件。"),
    "webhooks": ("Webhook", "您管理的事件推送。"),
    "registered_documents": ("RegisteredDocument", "您管理的已登记文档。"),
    "personal_tokens": ("PersonalToken", "您的个人令牌；安全管理员可见全部。"),
    "usage": ("ClientUsage", "应用每天的用量。"),
    "webhook_deliveries": ("WebhookDelivery", "您管理的事件推送的消息。"),
}
SINGLES = {
    "organization": "Organization",
    "unit": "ResidentUnit",
    "department": "Department",
    "user": "User",
    "agreement": "Agreement",
    "responsibility": "Responsibility",
    "admission": "Admission",
    "appeal": "Appeal",
    "whistle": "Whistle",
    "whistle_response": "WhistleResponse",
    "assignment": "Assignment",
    "campaign_template": "CampaignTemplate",
    "campaign": "Campaign",
    "campaign_step": "CampaignStep",
    "secretary_project": "SecretaryProject",
    "cluster": "Cluster",
    "consultation": "Consultation",
    "facility": "Facility",
    "agreement_template": "AgreementTemplate",
    "need": "Need",
    "resource": "Resource",
    "material": "Material",
    "claim": "Claim",
    "problem": "Problem",
    "rectification": "Rectification",
    "extension": "Extension",
    "supervision": "Supervision",
    "accountability": "Accountability",
    "checklist": "Checklist",
    "inspection": "Inspection",
    "inspection_target": "InspectionTarget",
    "finding": "Finding",
    "random_draw": "InspectionDraw",
    "contact_point": "ContactPoint",
    "visit": "Visit",
    "weak_place": "WeakPlace",
    "body": "Body",
    "meeting": "Meeting",
    "topic": "Topic",
    "decision": "Decision",
    "proposal": "Proposal",
    "bulletin": "Bulletin",
    "data_call": "DataCall",
    "data_answer": "DataAnswer",
    "report": "QuarterlyReport",
    "client": "Client",
    "registered_document": "RegisteredDocument",
    "webhook": "Webhook",
}


# Every module of ``api.mutations`` brings its own.
MUTATIONS: dict[str, graphene.Field] = {
    name: field
    for found in pkgutil.iter_modules(mutations.__path__, f"{mutations.__name__}.")
    for name, field in getattr(import_module(found.name), "MUTATIONS", {}).items()
}
# Graphene puts fields in the order in which they were made: whichever module was imported first must not matter.
for _field in MUTATIONS.values():
    _field.reset_counter()


class _Query:
    node = Single(Node, "按全局编号读取任意一条记录。")
    verbs = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Verb))),
        description="事件可能有的全部动作。",
        resolver=lambda root, info: [Verb(code=code, label=label) for code, label in sorted(all_labels().items())],
    )
    me = graphene.Field(
        graphene.NonNull(Me), description="当前调用者。", resolver=lambda root, info: info.context.actor
    )
    summary = summary_field
    agreement_coverage = coverage_field
    cluster_coverage = cluster_coverage_field
    facility_standards = facility_standards_field
    contact_cover = contact_cover_field
    secretary_project_cover = secretary_project_cover_field
    calendar = calendar_field
    draw_proof = draw_proof_field
    waiting = waiting_field
    whistle_league = whistle_league_field
    problem_rollup = problem_rollup_field
    responsibility_rollup = responsibility_rollup_field
    settings = graphene.Field(
        DistrictSettingsType,
        description="区级设置；无权查看时为空。",
        resolver=lambda root, info: settings_for(info.context.actor),
    )
    api_changes = api_changes_field()


Query = type(
    "Query",
    (_Query, Shape),
    {
        "Meta": type("Meta", (), {"description": "查询。只返回调用者有权查看的记录。"}),
        **RULE_BOOKS,
        **{name: Root(target, f"{label}") for name, (target, label) in ROOTS.items()},
        **{name: _single(record_named(target)) for name, target in SINGLES.items()},
    },
)

Mutation = type(
    "Mutation",
    (Shape,),
    {
        "Meta": type("Meta", (), {"description": "变更。每次请求一个；要么全部执行，要么什么都不改变。"}),
        **MUTATIONS,
    },
)

schema = graphene.Schema(query=Query, mutation=Mutation, types=all_records())

# Fields of ``Query`` that know their SQL, or whose value Python tells.
COMPILED = {
    camel(name): field
    for name, field in Query._meta.fields.items()  # type: ignore[attr-defined]
    if hasattr(field, "write") or isinstance(field, Told)
}


def schema_text() -> str:
    """The schema as it is committed and released."""
    return print_schema(schema.graphql_schema) + "\n"
