"""Enumerations."""

from api.enums import enum_of
from api.hooks.models import Webhook, WebhookDelivery
from api.personal.models import PersonalToken
from api.trusted.models import RegisteredDocument
from assessment.indicators import BY_CODE
from assessment.models import QuarterlyReport, ReportEntry
from linkage.admissions.models import Admission
from linkage.appeals.models import Appeal
from linkage.assignments.models import Assignment
from linkage.campaigns.models import Campaign, CampaignStep, CampaignTemplate
from linkage.conferences.counting import Cadence, Majority
from linkage.conferences.models import Ballot, Body, DecisionRequest, Inquiry, Invitation, Meeting, Seat, Topic
from linkage.contacts.models import ContactPoint, WeakPlace
from linkage.extensions.models import Extension
from linkage.inspections.models import Checklist, Finding, Inspection, InspectionDraw, InspectionTarget
from linkage.lights import Bucket, Light
from linkage.models import Agreement, AgreementEvaluation, AgreementTemplate, Period, TemplateCommitment
from linkage.problems.models import Problem, Rectification, Severity
from linkage.proposals.models import Proposal
from linkage.responsibilities.models import Responsibility
from linkage.secretaryprojects.models import ProjectPart, SecretaryProject
from linkage.supervision.models import Accountability, Supervision
from linkage.urgency import Urgency as UrgencyChoices
from linkage.whistles.models import Result, Whistle, WhistleResponse
from resources.models import Category, Claim, Evaluation, Extent, Listing
from tenants.org.grants import all_grants
from tenants.org.models import Department, Organization, Post, ResidentUnit
from tenants.org.roles import Role

OrganizationLevel = enum_of("OrganizationLevel", Organization.Level.choices, "组织层级。")
UnitKind = enum_of("UnitKind", ResidentUnit.Kind.choices, "驻区单位类型。")
UnitAffiliation = enum_of("UnitAffiliation", ResidentUnit.Affiliation.choices, "驻区单位隶属。")
UnitStatus = enum_of("UnitStatus", ResidentUnit.Status.choices, "驻区单位状态。")
DepartmentKind = enum_of("DepartmentKind", Department.Kind.choices, "部门类别。")
DepartmentStatus = enum_of("DepartmentStatus", Department.Status.choices, "部门状态。")
PostRole = enum_of("PostRole", Role.choices, "角色。")
PostKind = enum_of("PostKind", Post.Kind.choices, "任职方式。")
GrantKind = enum_of("GrantKind", all_grants().items(), "专项权限。")
AgreementStatus = enum_of("AgreementStatus", Agreement.Status.choices, "共建协议状态。")
AssignmentKind = enum_of("AssignmentKind", Assignment.Kind.choices, "任务类别。")
AssignmentStatus = enum_of("AssignmentStatus", Assignment.Status.choices, "任务的状态。")
AdmissionStatus = enum_of("AdmissionStatus", Admission.Status.choices, "准入申请的状态。")
Urgency = enum_of("Urgency", UrgencyChoices.choices, "诉求和吹哨事项的紧急程度。")
AppealStatus = enum_of("AppealStatus", Appeal.Status.choices, "诉求的状态。")
AppealChannel = enum_of("AppealChannel", Appeal.Channel.choices, "诉求的渠道。")
AppealRoute = enum_of("AppealRoute", Appeal.Route.choices, "诉求的办理方式。")
AppealResult = enum_of("AppealResult", Appeal.Result.choices, "诉求的办理结果。")
AppealSatisfaction = enum_of("AppealSatisfaction", Appeal.Satisfaction.choices, "诉求人的满意度。")
WhistleStatus = enum_of("WhistleStatus", Whistle.Status.choices, "吹哨事项的状态。")
WhistleResponseStatus = enum_of("WhistleResponseStatus", WhistleResponse.Status.choices, "应哨的状态。")
WhistleResult = enum_of("WhistleResult", Result.choices, "吹哨事项的办理结果。")
CampaignStatus = enum_of("CampaignStatus", Campaign.Status.choices, "专项工作的状态。")
CampaignStepStatus = enum_of("CampaignStepStatus", CampaignStep.Status.choices, "专项步骤的状态。")
CampaignTemplateStatus = enum_of("CampaignTemplateStatus", CampaignTemplate.Status.choices, "专项工作模板的状态。")
SecretaryProjectStatus = enum_of("SecretaryProjectStatus", SecretaryProject.Status.choices, "书记项目的状态。")
ProjectPartKind = enum_of("ProjectPartKind", ProjectPart.Kind.choices, "书记项目的四项内容。")
ResponsibilityHolder = enum_of("ResponsibilityHolder", Responsibility.Holder.choices, "责任主体。")
ResponsibilityCategory = enum_of("ResponsibilityCategory", Responsibility.Category.choices, "责任类别。")
ResponsibilityResult = enum_of("ResponsibilityResult", Responsibility.Result.choices, "验收结果。")
ResponsibilityStatus = enum_of("ResponsibilityStatus", Responsibility.Status.choices, "责任事项的状态。")
AgreementKind = enum_of("AgreementKind", Agreement.Kind.choices, "共建协议的种类。")
AgreementConclusion = enum_of("AgreementConclusion", Agreement.Conclusion.choices, "期满评估的结论。")
AgreementStage = enum_of("AgreementStage", AgreementEvaluation.Stage.choices, "评估阶段。")
CommitmentFrequency = enum_of("CommitmentFrequency", Period.choices, "承诺的频次。")
TemplateStatus = enum_of("TemplateStatus", AgreementTemplate.Status.choices, "协议模板的状态。")
TemplateSide = enum_of("TemplateSide", TemplateCommitment.Side.choices, "模板承诺事项由哪一方承担。")
ListingCategory = enum_of("ListingCategory", Category.choices, "资源和需求的类别。")
ListingStatus = enum_of("ListingStatus", Listing.Status.choices, "资源和需求的状态。")
ListingExtent = enum_of("ListingExtent", Extent.choices, "认领或完成的进度。")
ClaimStatus = enum_of("ClaimStatus", Claim.Status.choices, "认领的状态。")
EvaluationSide = enum_of("EvaluationSide", Evaluation.Side.choices, "评价方。")
ReportStatus = enum_of("ReportStatus", QuarterlyReport.Status.choices, "季度通报的状态。")
ReportEntryStatus = enum_of("ReportEntryStatus", ReportEntry.Status.choices, "通报数据的状态。")
ReportIndicator = enum_of("ReportIndicator", [(each.code, each.name) for each in BY_CODE.values()], "通报指标。")
WebhookStatus = enum_of("WebhookStatus", Webhook.Status.choices, "事件推送的状态。")
WebhookDeliveryStatus = enum_of("WebhookDeliveryStatus", WebhookDelivery.Status.choices, "推送消息的状态。")
InspectionKind = enum_of("InspectionKind", Inspection.Kind.choices, "督导检查的方式。")
InspectionStatus = enum_of("InspectionStatus", Inspection.Status.choices, "督导检查的状态。")
InspectionTargetStatus = enum_of("InspectionTargetStatus", InspectionTarget.Status.choices, "检查对象的状态。")
FindingResult = enum_of("FindingResult", Finding.Result.choices, "检查结果。")
DrawPopulation = enum_of("DrawPopulation", InspectionDraw.Population.choices, "随机抽取的范围。")
ChecklistStatus = enum_of("ChecklistStatus", Checklist.Status.choices, "检查表的状态。")
ProblemStatus = enum_of("ProblemStatus", Problem.Status.choices, "问题的状态。")
ProblemSource = enum_of("ProblemSource", Problem.Source.choices, "问题的来源。")
ProblemCategory = enum_of("ProblemCategory", Problem.Category.choices, "问题的类别。")
ProblemSeverity = enum_of("ProblemSeverity", Severity.choices, "问题的严重程度。")
RectificationStatus = enum_of("RectificationStatus", Rectification.Status.choices, "整改的状态。")
DueLight = enum_of("DueLight", Light.choices, "灯：办理中的事项按期限和进度所处的状况。")
DueBucket = enum_of("DueBucket", Bucket.choices, "剩余期限的分档。")
ExtensionStatus = enum_of("ExtensionStatus", Extension.Status.choices, "延期申请的状态。")
SupervisionStatus = enum_of("SupervisionStatus", Supervision.Status.choices, "督办单的状态。")
AccountabilityKind = enum_of("AccountabilityKind", Accountability.Kind.choices, "问责的方式。")
AccountabilityStatus = enum_of("AccountabilityStatus", Accountability.Status.choices, "问责记录的状态。")
BodyKind = enum_of("BodyKind", Body.Kind.choices, "议事机构类型。")
BodyStatus = enum_of("BodyStatus", Body.Status.choices, "议事机构的状态。")
MeetingCadence = enum_of("MeetingCadence", Cadence.choices, "召开周期。")
SeatRole = enum_of("SeatRole", Seat.Role.choices, "成员身份。")
MeetingStatus = enum_of("MeetingStatus", Meeting.Status.choices, "会议的状态。")
InvitationAnswer = enum_of("InvitationAnswer", Invitation.Answer.choices, "对会议通知的答复。")
InvitationPresence = enum_of("InvitationPresence", Invitation.Presence.choices, "到会情况。")
TopicStatus = enum_of("TopicStatus", Topic.Status.choices, "议题的状态。")
VoteMajority = enum_of("VoteMajority", Majority.choices, "表决通过规则。")
VoteChoice = enum_of("VoteChoice", Ballot.Choice.choices, "表决意见。")
DecisionRequestStatus = enum_of("DecisionRequestStatus", DecisionRequest.Status.choices, "商请事项的状态。")
InquiryStatus = enum_of("InquiryStatus", Inquiry.Status.choices, "质询的状态。")
ProposalStatus = enum_of("ProposalStatus", Proposal.Status.choices, "提案的状态。")
ProposalCategory = enum_of("ProposalCategory", Proposal.Category.choices, "提案类别。")
ProposalResult = enum_of("ProposalResult", Proposal.Result.choices, "提案办理结果。")
ProposalSatisfaction = enum_of("ProposalSatisfaction", Proposal.Satisfaction.choices, "对提案答复的满意度。")
ContactPointStatus = enum_of("ContactPointStatus", ContactPoint.Status.choices, "联系点的状态。")
WeakPlaceStatus = enum_of("WeakPlaceStatus", WeakPlace.Status.choices, "薄弱组织的状态。")
RegisteredDocumentStatus = enum_of(
    "RegisteredDocumentStatus", RegisteredDocument.Status.choices, "已登记的文档的状态。"
)
PersonalTokenStatus = enum_of("PersonalTokenStatus", PersonalToken.Status.choices, "个人令牌的状态。")
