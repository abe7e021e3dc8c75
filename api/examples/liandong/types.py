"""接口的类型。由 ``make schema`` 按接口描述写出，请勿手工修改。"""

from __future__ import annotations

from typing import Generic, Literal, NotRequired, TypedDict, TypeVar

T = TypeVar("T")


class Connection(TypedDict, Generic[T], total=False):
    """列表的一页。"""

    nodes: list[T]
    totalCount: int
    pageInfo: PageInfo


class Accountability(TypedDict, total=False):
    """问责记录：对逾期不办的约谈或组织调整，由上级办理并记录。"""
    id: str
    kind: AccountabilityKind
    subjectLabel: str
    subject: Node | None
    organization: Organization
    department: Department | None
    issuer: Organization
    forDueOn: str
    status: AccountabilityStatus
    statusLabel: str
    reason: str
    heldOn: str | None
    person: str
    heldBy: str
    result: str
    wordUrl: str | None
    createdAt: str
    version: int
    history: Connection[Event]

AccountabilityKind = Literal["TALK", "ADJUST"]

AccountabilityOrder = Literal["NEWEST", "OLDEST"]


class AccountabilityProposeInput(TypedDict):
    """accountabilityPropose 的输入。"""
    subject: str
    kind: AccountabilityKind
    reason: NotRequired[str | None]


class AccountabilityProposePayload(TypedDict, total=False):
    """accountabilityPropose 的结果。"""
    accountability: Accountability | None
    errors: list[UserError]


class AccountabilityRecordInput(TypedDict):
    """accountabilityRecord 的输入。"""
    version: NotRequired[int | None]
    id: str
    heldOn: str
    person: str
    heldBy: str
    result: str


class AccountabilityRecordPayload(TypedDict, total=False):
    """accountabilityRecord 的结果。"""
    accountability: Accountability | None
    errors: list[UserError]

AccountabilityStatus = Literal["DUE", "DONE", "WAIVED"]


class AccountabilityWaiveInput(TypedDict):
    """accountabilityWaive 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AccountabilityWaivePayload(TypedDict, total=False):
    """accountabilityWaive 的结果。"""
    accountability: Accountability | None
    errors: list[UserError]


class Admission(TypedDict, total=False):
    """职责下沉准入申请：部门申请把一项工作交给街道、社区承担，以及随之下放的权限、人员和经费。"""
    id: str
    number: str
    department: Department
    title: str
    content: str
    basis: str
    startsOn: str
    endsOn: str
    powers: str
    people: str
    funds: str
    status: AdmissionStatus
    statusLabel: str
    decision: str
    decidedBy: str
    decidedAt: str | None
    submittedAt: str | None
    createdAt: str
    assignment: Assignment | None
    version: int
    history: Connection[Event]


class AdmissionApproveInput(TypedDict):
    """admissionApprove 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class AdmissionApprovePayload(TypedDict, total=False):
    """admissionApprove 的结果。"""
    admission: Admission | None
    errors: list[UserError]


class AdmissionCreateInput(TypedDict):
    """admissionCreate 的输入。"""
    department: str
    title: str
    content: str
    basis: str
    places: list[str]
    startsOn: str
    endsOn: str
    powers: NotRequired[str | None]
    people: NotRequired[str | None]
    funds: NotRequired[str | None]


class AdmissionCreatePayload(TypedDict, total=False):
    """admissionCreate 的结果。"""
    admission: Admission | None
    errors: list[UserError]


class AdmissionEditInput(TypedDict):
    """admissionEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    content: NotRequired[str | None]
    basis: NotRequired[str | None]
    places: NotRequired[list[str] | None]
    startsOn: NotRequired[str | None]
    endsOn: NotRequired[str | None]
    powers: NotRequired[str | None]
    people: NotRequired[str | None]
    funds: NotRequired[str | None]


class AdmissionEditPayload(TypedDict, total=False):
    """admissionEdit 的结果。"""
    admission: Admission | None
    errors: list[UserError]

AdmissionOrder = Literal["NEWEST", "OLDEST", "ENDING"]


class AdmissionRefuseInput(TypedDict):
    """admissionRefuse 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AdmissionRefusePayload(TypedDict, total=False):
    """admissionRefuse 的结果。"""
    admission: Admission | None
    errors: list[UserError]


class AdmissionReturnInput(TypedDict):
    """admissionReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AdmissionReturnPayload(TypedDict, total=False):
    """admissionReturn 的结果。"""
    admission: Admission | None
    errors: list[UserError]

AdmissionStatus = Literal["DRAFT", "SUBMITTED", "RETURNED", "APPROVED", "REFUSED", "WITHDRAWN"]


class AdmissionSubmitInput(TypedDict):
    """admissionSubmit 的输入。"""
    version: NotRequired[int | None]
    id: str


class AdmissionSubmitPayload(TypedDict, total=False):
    """admissionSubmit 的结果。"""
    admission: Admission | None
    errors: list[UserError]


class AdmissionWithdrawInput(TypedDict):
    """admissionWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AdmissionWithdrawPayload(TypedDict, total=False):
    """admissionWithdraw 的结果。"""
    admission: Admission | None
    errors: list[UserError]


class Agreement(TypedDict, total=False):
    """共建协议：街道或社区与驻区单位之间的约定；各方签署后正文不再改变。"""
    id: str
    number: str
    kind: AgreementKind
    refersTo: Agreement | None
    followers: Connection[Agreement]
    template: AgreementTemplate | None
    title: str
    aim: str
    content: str
    contentHash: str
    signedText: str
    activeFrom: str
    activeTo: str
    reviewAt: str | None
    status: AgreementStatus
    statusLabel: str
    organization: Organization
    signedAt: str | None
    appliedAt: str | None
    conclusion: AgreementConclusion | None
    endedOn: str | None
    wordUrl: str
    createdAt: str
    version: int
    parties: Connection[AgreementParty]
    commitments: Connection[Commitment]
    versions: Connection[AgreementVersion]
    comments: Connection[AgreementComment]
    evaluations: Connection[AgreementEvaluation]
    scans: Connection[AgreementScan]
    history: Connection[Event]


class AgreementAssessInput(TypedDict):
    """agreementAssess 的输入。"""
    version: NotRequired[int | None]
    id: str


class AgreementAssessPayload(TypedDict, total=False):
    """agreementAssess 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementComment(TypedDict, total=False):
    """协商意见：一方在协商期间对文本提出的意见。"""
    id: str
    agreement: Agreement
    side: str
    number: int
    text: str
    by: str
    at: str


class AgreementCommentInput(TypedDict):
    """agreementComment 的输入。"""
    id: str
    party: NotRequired[str | None]
    text: str

AgreementCommentOrder = Literal["OLDEST", "NEWEST"]


class AgreementCommentPayload(TypedDict, total=False):
    """agreementComment 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]

AgreementConclusion = Literal["RENEW", "LAPSE", "TERMINATE"]


class AgreementCoverage(TypedDict, total=False):
    """驻区单位签约率：与“签约率”页面和总览是同一组数。"""
    place: CoveragePlace
    target: str
    missing: int
    parts: list[CoveragePlace]
    kinds: list[CoverageKind]
    quarters: list[CoverageQuarter]


class AgreementCreateInput(TypedDict):
    """agreementCreate 的输入。"""
    organization: str
    title: str
    aim: str
    content: NotRequired[str | None]
    activeFrom: str
    activeTo: str
    reviewAt: NotRequired[str | None]
    parties: list[PartyInput]
    commitments: list[CommitmentInput]


class AgreementCreatePayload(TypedDict, total=False):
    """agreementCreate 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementDiscardInput(TypedDict):
    """agreementDiscard 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AgreementDiscardPayload(TypedDict, total=False):
    """agreementDiscard 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementEditInput(TypedDict):
    """agreementEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    aim: NotRequired[str | None]
    content: NotRequired[str | None]
    activeFrom: NotRequired[str | None]
    activeTo: NotRequired[str | None]
    reviewAt: NotRequired[str | None]
    parties: NotRequired[list[PartyInput] | None]
    commitments: NotRequired[list[CommitmentInput] | None]


class AgreementEditPayload(TypedDict, total=False):
    """agreementEdit 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementEvaluateInput(TypedDict):
    """agreementEvaluate 的输入。"""
    id: str
    party: NotRequired[str | None]
    score: int
    words: NotRequired[str | None]
    opinion: NotRequired[AgreementConclusion | None]


class AgreementEvaluatePayload(TypedDict, total=False):
    """agreementEvaluate 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementEvaluation(TypedDict, total=False):
    """履行评价：一方在中期或期满前的评价，附评价时计得的承诺进度。"""
    id: str
    agreement: Agreement
    party: AgreementParty
    stage: AgreementStage
    stageLabel: str
    score: int
    words: str
    opinion: AgreementConclusion | None
    progress: str
    by: str
    at: str

AgreementEvaluationOrder = Literal["OLDEST", "NEWEST"]


class AgreementGrantGiveInput(TypedDict):
    """agreementGrantGive 的输入。"""
    user: str
    reason: NotRequired[str | None]
    agreement: str


class AgreementGrantGivePayload(TypedDict, total=False):
    """agreementGrantGive 的结果。"""
    grant: Grant | None
    errors: list[UserError]


class AgreementGrantRevokeInput(TypedDict):
    """agreementGrantRevoke 的输入。"""
    id: str
    reason: NotRequired[str | None]


class AgreementGrantRevokePayload(TypedDict, total=False):
    """agreementGrantRevoke 的结果。"""
    user: User | None
    errors: list[UserError]

AgreementKind = Literal["ORIGINAL", "RENEWAL", "SUPPLEMENT"]


class AgreementLapseInput(TypedDict):
    """agreementLapse 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AgreementLapsePayload(TypedDict, total=False):
    """agreementLapse 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]

AgreementOrder = Literal["NEWEST", "OLDEST", "ENDING", "STARTING"]


class AgreementParty(TypedDict, total=False):
    """协议的一方：一个组织或一个驻区单位，及其签署。"""
    id: str
    name: str
    agreement: Agreement
    organization: Organization
    unit: ResidentUnit | None
    duties: str
    head: str
    liaison: str
    signedAt: str | None
    signer: str
    commitments: Connection[Commitment]

AgreementPartyOrder = Literal["OLDEST", "NEWEST"]


class AgreementProposeInput(TypedDict):
    """agreementPropose 的输入。"""
    version: NotRequired[int | None]
    id: str


class AgreementProposePayload(TypedDict, total=False):
    """agreementPropose 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementRegisterInput(TypedDict):
    """agreementRegister 的输入。"""
    version: NotRequired[int | None]
    id: str
    signedOn: str
    note: str


class AgreementRegisterPayload(TypedDict, total=False):
    """agreementRegister 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementRenewInput(TypedDict):
    """agreementRenew 的输入。"""
    id: str


class AgreementRenewPayload(TypedDict, total=False):
    """agreementRenew 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementReviseInput(TypedDict):
    """agreementRevise 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AgreementRevisePayload(TypedDict, total=False):
    """agreementRevise 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementRules(TypedDict, total=False):
    """区级设置：协议规则。驻区单位签约率的目标，协议期满、中期评估和承诺到期的提醒，以及期满评估的开始时间。"""
    version: int
    targetShare: str
    evaluationDays: int
    endDays: list[int]
    reviewDays: list[int]
    dueDays: list[int]
    periodDays: list[int]


class AgreementRulesEditInput(TypedDict):
    """agreementRulesEdit 的输入。"""
    version: NotRequired[int | None]
    targetShare: NotRequired[str | None]
    evaluationDays: NotRequired[int | None]
    endDays: NotRequired[list[int] | None]
    reviewDays: NotRequired[list[int] | None]
    dueDays: NotRequired[list[int] | None]
    periodDays: NotRequired[list[int] | None]


class AgreementRulesEditPayload(TypedDict, total=False):
    """agreementRulesEdit 的结果。"""
    rules: AgreementRules | None
    errors: list[UserError]


class AgreementScan(TypedDict, total=False):
    """盖章扫描件：纸质协议的扫描件，只有协议各方可以查看。"""
    id: str
    agreement: Agreement
    name: str
    contentType: str
    size: int
    sha256: str
    by: str
    uploadedAt: str
    url: str


class AgreementScanInput(TypedDict):
    """agreementScan 的输入。"""
    id: str
    papers: list[EvidenceInput]

AgreementScanOrder = Literal["OLDEST", "NEWEST"]


class AgreementScanPayload(TypedDict, total=False):
    """agreementScan 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementSignInput(TypedDict):
    """agreementSign 的输入。"""
    version: NotRequired[int | None]
    id: str
    party: NotRequired[str | None]


class AgreementSignPayload(TypedDict, total=False):
    """agreementSign 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]

AgreementStage = Literal["MIDTERM", "FINAL"]


class AgreementStartInput(TypedDict):
    """agreementStart 的输入。"""
    organization: str
    units: list[str]
    template: NotRequired[str | None]
    activeFrom: NotRequired[str | None]


class AgreementStartPayload(TypedDict, total=False):
    """agreementStart 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]

AgreementStatus = Literal["DRAFT", "NEGOTIATING", "ACTIVE", "EVALUATING", "RENEWED", "TERMINATED", "EXPIRED"]


class AgreementSupplementInput(TypedDict):
    """agreementSupplement 的输入。"""
    id: str


class AgreementSupplementPayload(TypedDict, total=False):
    """agreementSupplement 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementTemplate(TypedDict, total=False):
    """协议模板：起草某类单位的共建协议时的底稿；花括号里的占位词在起草时填入。"""
    id: str
    name: str
    kinds: list[UnitKind]
    title: str
    aim: str
    content: str
    placeDuties: str
    unitDuties: str
    months: int
    status: TemplateStatus
    statusLabel: str
    version: int
    commitments: Connection[TemplateCommitment]

AgreementTemplateOrder = Literal["NEWEST", "OLDEST"]


class AgreementTerminateInput(TypedDict):
    """agreementTerminate 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AgreementTerminatePayload(TypedDict, total=False):
    """agreementTerminate 的结果。"""
    agreement: Agreement | None
    errors: list[UserError]


class AgreementVersion(TypedDict, total=False):
    """协商文本：提交各方协商的每一稿，及退回时的修改要求。"""
    id: str
    agreement: Agreement
    number: int
    text: str
    sha256: str
    proposedAt: str
    proposedBy: str
    returnedAt: str | None
    returnedBy: str
    reason: str
    differences: list[TextLine]

AgreementVersionOrder = Literal["OLDEST", "NEWEST"]


class ApiChange(TypedDict, total=False):
    """接口的一处变化。"""
    version: str | None
    releasedOn: str | None
    kind: ApiChangeKind
    coordinate: str
    text: str

ApiChangeKind = Literal["ADDED", "CHANGED", "DEPRECATED", "BREAKING"]


class Appeal(TypedDict, total=False):
    """诉求：居民提出的事，只记类别、地点和事由；从登记、受理、办理、答复到记录满意度。"""
    id: str
    number: str
    sourceNumber: str
    title: str
    content: str
    category: str
    channel: AppealChannel
    urgency: Urgency
    raisedOn: str
    raisedIn: Organization
    organization: Organization
    status: AppealStatus
    statusLabel: str
    round: int
    route: AppealRoute | None
    startedOn: str
    dueOn: str
    progress: int
    poor: bool
    light: DueLight | None
    bucket: DueBucket | None
    daysLeft: int | None
    registeredAt: str
    acceptedAt: str | None
    refusal: str
    answer: str
    result: AppealResult | None
    answeredAt: str | None
    feedbackBy: str | None
    satisfaction: AppealSatisfaction | None
    feedback: str
    closedAt: str | None
    version: int
    history: Connection[Event]


class AppealAcceptInput(TypedDict):
    """appealAccept 的输入。"""
    version: NotRequired[int | None]
    id: str


class AppealAcceptPayload(TypedDict, total=False):
    """appealAccept 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class AppealAnswerInput(TypedDict):
    """appealAnswer 的输入。"""
    version: NotRequired[int | None]
    id: str
    answer: str
    result: AppealResult


class AppealAnswerPayload(TypedDict, total=False):
    """appealAnswer 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]

AppealChannel = Literal["VISIT", "HOTLINE", "GRID", "PATROL", "ONLINE"]


class AppealCloseInput(TypedDict):
    """appealClose 的输入。"""
    version: NotRequired[int | None]
    id: str
    satisfaction: AppealSatisfaction
    feedback: NotRequired[str | None]


class AppealClosePayload(TypedDict, total=False):
    """appealClose 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class AppealEditInput(TypedDict):
    """appealEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    content: NotRequired[str | None]
    category: NotRequired[str | None]
    channel: NotRequired[AppealChannel | None]
    urgency: NotRequired[Urgency | None]
    raisedOn: NotRequired[str | None]
    sourceNumber: NotRequired[str | None]


class AppealEditPayload(TypedDict, total=False):
    """appealEdit 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class AppealHandleInput(TypedDict):
    """appealHandle 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class AppealHandlePayload(TypedDict, total=False):
    """appealHandle 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]

AppealOrder = Literal["NEWEST", "OLDEST", "DUE"]


class AppealRefuseInput(TypedDict):
    """appealRefuse 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AppealRefusePayload(TypedDict, total=False):
    """appealRefuse 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class AppealRegisterInput(TypedDict):
    """appealRegister 的输入。"""
    organization: str
    title: str
    content: str
    category: str
    channel: AppealChannel
    urgency: NotRequired[Urgency | None]
    raisedOn: NotRequired[str | None]
    sourceNumber: NotRequired[str | None]


class AppealRegisterPayload(TypedDict, total=False):
    """appealRegister 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class AppealReportInput(TypedDict):
    """appealReport 的输入。"""
    version: NotRequired[int | None]
    id: str
    progress: int
    text: str


class AppealReportPayload(TypedDict, total=False):
    """appealReport 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]

AppealResult = Literal["SOLVED", "PARTLY", "EXPLAINED"]

AppealRoute = Literal["ITSELF", "NEED", "PROBLEM", "WHISTLE"]


class AppealRules(TypedDict, total=False):
    """区级设置：诉求办理规则。期限按工作日计算，从登记、受理或退回的次日起算；法定节假日和调休按工作日历。"""
    version: int
    categories: list[str]
    acceptDays: int
    normalDays: int
    urgentDays: int
    criticalDays: int
    againDays: int
    feedbackDays: int
    remindBefore: list[int]


class AppealRulesEditInput(TypedDict):
    """appealRulesEdit 的输入。"""
    version: NotRequired[int | None]
    categories: NotRequired[list[str] | None]
    acceptDays: NotRequired[int | None]
    normalDays: NotRequired[int | None]
    urgentDays: NotRequired[int | None]
    criticalDays: NotRequired[int | None]
    againDays: NotRequired[int | None]
    feedbackDays: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]


class AppealRulesEditPayload(TypedDict, total=False):
    """appealRulesEdit 的结果。"""
    rules: AppealRules | None
    errors: list[UserError]

AppealSatisfaction = Literal["SATISFIED", "FAIRLY", "DISSATISFIED"]

AppealStatus = Literal["REGISTERED", "ACCEPTED", "HANDLING", "ANSWERED", "CLOSED", "REFUSED"]


class AppealToNeedInput(TypedDict):
    """appealToNeed 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: str
    category: ListingCategory
    quantity: str
    measure: str
    dueOn: str
    description: NotRequired[str | None]


class AppealToNeedPayload(TypedDict, total=False):
    """appealToNeed 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class AppealToProblemInput(TypedDict):
    """appealToProblem 的输入。"""
    version: NotRequired[int | None]
    id: str
    severity: NotRequired[ProblemSeverity | None]
    category: NotRequired[ProblemCategory | None]


class AppealToProblemPayload(TypedDict, total=False):
    """appealToProblem 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class AppealToWhistleInput(TypedDict):
    """appealToWhistle 的输入。"""
    version: NotRequired[int | None]
    id: str
    demand: NotRequired[str | None]
    suggestion: NotRequired[str | None]


class AppealToWhistlePayload(TypedDict, total=False):
    """appealToWhistle 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class AppealTransferInput(TypedDict):
    """appealTransfer 的输入。"""
    version: NotRequired[int | None]
    id: str
    organization: str
    reason: str


class AppealTransferPayload(TypedDict, total=False):
    """appealTransfer 的结果。"""
    appeal: Appeal | None
    errors: list[UserError]


class Assignment(TypedDict, total=False):
    """任务：一个组织或部门承办的一份任务，或下达的整项任务（没有上级任务）。有下级任务时，进度和办结由下级汇总。"""
    id: str
    number: str
    title: str
    kind: AssignmentKind
    kindLabel: str
    content: str
    support: str
    organization: Organization
    department: Department | None
    issuer: Organization
    parent: Assignment | None
    responsible: str
    dueOn: str
    status: AssignmentStatus
    statusLabel: str
    progress: int
    poor: bool
    light: DueLight | None
    bucket: DueBucket | None
    daysLeft: int | None
    outcome: str
    originLabel: str
    dispatchedAt: str
    acceptedAt: str | None
    submittedAt: str | None
    closedAt: str | None
    version: int
    parts: Connection[Assignment]
    reports: Connection[ProgressReport]
    history: Connection[Event]


class AssignmentAcceptInput(TypedDict):
    """assignmentAccept 的输入。"""
    version: NotRequired[int | None]
    id: str
    responsible: NotRequired[str | None]


class AssignmentAcceptPayload(TypedDict, total=False):
    """assignmentAccept 的结果。"""
    assignment: Assignment | None
    errors: list[UserError]


class AssignmentDispatchInput(TypedDict):
    """assignmentDispatch 的输入。"""
    organizations: NotRequired[list[str] | None]
    departments: NotRequired[list[str] | None]
    title: str
    content: str
    dueOn: str
    kind: NotRequired[AssignmentKind | None]
    issuer: NotRequired[str | None]
    responsible: NotRequired[str | None]
    support: NotRequired[str | None]


class AssignmentDispatchPayload(TypedDict, total=False):
    """assignmentDispatch 的结果。"""
    assignment: Assignment | None
    errors: list[UserError]


class AssignmentFile(TypedDict, total=False):
    """任务进展报告的佐证材料。"""
    id: str
    report: ProgressReport
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

AssignmentFileOrder = Literal["NEWEST", "OLDEST"]

AssignmentKind = Literal["PARTY_BUILDING", "SERVICE", "GOVERNANCE", "DECISION", "SUPERVISION", "ADMISSION", "OTHER"]

AssignmentOrder = Literal["NEWEST", "OLDEST", "DUE", "PROGRESS"]


class AssignmentReportInput(TypedDict):
    """assignmentReport 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    text: str
    progress: NotRequired[int | None]
    difficulty: NotRequired[str | None]


class AssignmentReportPayload(TypedDict, total=False):
    """assignmentReport 的结果。"""
    assignment: Assignment | None
    errors: list[UserError]


class AssignmentReturnInput(TypedDict):
    """assignmentReturn 的输入。"""
    version: NotRequired[int | None]
    dueOn: NotRequired[str | None]
    id: str
    reason: str


class AssignmentReturnPayload(TypedDict, total=False):
    """assignmentReturn 的结果。"""
    assignment: Assignment | None
    errors: list[UserError]


class AssignmentSplitInput(TypedDict):
    """assignmentSplit 的输入。"""
    version: NotRequired[int | None]
    id: str
    organizations: NotRequired[list[str] | None]
    departments: NotRequired[list[str] | None]
    content: NotRequired[str | None]
    dueOn: NotRequired[str | None]


class AssignmentSplitPayload(TypedDict, total=False):
    """assignmentSplit 的结果。"""
    assignment: Assignment | None
    errors: list[UserError]

AssignmentStatus = Literal["DISPATCHED", "PENDING", "ACTIVE", "SUBMITTED", "CLOSED", "WITHDRAWN"]


class AssignmentSubmitInput(TypedDict):
    """assignmentSubmit 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    outcome: str


class AssignmentSubmitPayload(TypedDict, total=False):
    """assignmentSubmit 的结果。"""
    assignment: Assignment | None
    errors: list[UserError]


class AssignmentVerifyInput(TypedDict):
    """assignmentVerify 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class AssignmentVerifyPayload(TypedDict, total=False):
    """assignmentVerify 的结果。"""
    assignment: Assignment | None
    errors: list[UserError]


class AssignmentWithdrawInput(TypedDict):
    """assignmentWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class AssignmentWithdrawPayload(TypedDict, total=False):
    """assignmentWithdraw 的结果。"""
    assignment: Assignment | None
    errors: list[UserError]


class AttendanceInput(TypedDict):
    """一名成员的到会情况。"""
    seat: str
    presence: InvitationPresence


class Ballot(TypedDict, total=False):
    """表决票：一名到会成员对一项议题的表决权。无记名表决的意见不保存，这里总是空的。"""
    id: str
    topic: Topic
    seat: Seat
    secret: bool
    marked: bool
    choice: VoteChoice | None

BallotOrder = Literal["OLDEST", "NEWEST"]


class Body(TypedDict, total=False):
    """议事机构：领导小组、联席会议、兼职委员会等，按周期召开会议。"""
    id: str
    name: str
    kind: BodyKind
    kindLabel: str
    organization: Organization
    duties: str
    cadence: MeetingCadence
    cadenceLabel: str
    foundedOn: str
    lastMetOn: str | None
    meetBy: str
    status: BodyStatus
    statusLabel: str
    version: int
    seats: Connection[Seat]
    meetings: Connection[Meeting]
    topics: Connection[Topic]
    history: Connection[Event]


class BodyCreateInput(TypedDict):
    """bodyCreate 的输入。"""
    organization: str
    kind: BodyKind
    name: str
    cadence: NotRequired[MeetingCadence | None]
    duties: NotRequired[str | None]
    foundedOn: NotRequired[str | None]


class BodyCreatePayload(TypedDict, total=False):
    """bodyCreate 的结果。"""
    body: Body | None
    errors: list[UserError]


class BodyDissolveInput(TypedDict):
    """bodyDissolve 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class BodyDissolvePayload(TypedDict, total=False):
    """bodyDissolve 的结果。"""
    body: Body | None
    errors: list[UserError]


class BodyEditInput(TypedDict):
    """bodyEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    kind: NotRequired[BodyKind | None]
    name: NotRequired[str | None]
    cadence: NotRequired[MeetingCadence | None]
    duties: NotRequired[str | None]


class BodyEditPayload(TypedDict, total=False):
    """bodyEdit 的结果。"""
    body: Body | None
    errors: list[UserError]

BodyKind = Literal["LEADING_GROUP", "JOINT", "COMMITTEE", "COUNCIL", "OTHER"]

BodyOrder = Literal["MEET_BY", "NEWEST", "OLDEST"]

BodyStatus = Literal["ACTIVE", "DISSOLVED"]


class Bulletin(TypedDict, total=False):
    """通知通报：区或街道发给下级组织、抄送驻区单位的通知、通报、工作提示和经验交流。"""
    id: str
    number: str
    kind: BulletinKind
    organization: Organization
    title: str
    body: str
    asksReceipt: bool
    dueOn: str | None
    corrects: Bulletin | None
    status: BulletinStatus
    statusLabel: str
    createdAt: str
    issuedAt: str | None
    signerLabel: str
    urgedOn: str | None
    reason: str
    version: int
    receipts: Connection[BulletinReceipt]
    files: Connection[BulletinFile]
    documentUrl: str
    history: Connection[Event]


class BulletinCreateInput(TypedDict):
    """bulletinCreate 的输入。"""
    organization: str
    kind: BulletinKind
    title: str
    body: str
    places: NotRequired[list[str] | None]
    units: NotRequired[list[str] | None]
    asksReceipt: NotRequired[bool | None]
    dueOn: NotRequired[str | None]
    files: NotRequired[list[EvidenceInput] | None]
    corrects: NotRequired[str | None]


class BulletinCreatePayload(TypedDict, total=False):
    """bulletinCreate 的结果。"""
    bulletin: Bulletin | None
    errors: list[UserError]


class BulletinEditInput(TypedDict):
    """bulletinEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    kind: NotRequired[BulletinKind | None]
    title: NotRequired[str | None]
    body: NotRequired[str | None]
    places: NotRequired[list[str] | None]
    units: NotRequired[list[str] | None]
    asksReceipt: NotRequired[bool | None]
    dueOn: NotRequired[str | None]
    files: NotRequired[list[EvidenceInput] | None]


class BulletinEditPayload(TypedDict, total=False):
    """bulletinEdit 的结果。"""
    bulletin: Bulletin | None
    errors: list[UserError]


class BulletinFile(TypedDict, total=False):
    """通知通报的附件。"""
    id: str
    bulletin: Bulletin
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

BulletinFileOrder = Literal["OLDEST", "NEWEST"]


class BulletinIssueInput(TypedDict):
    """bulletinIssue 的输入。"""
    version: NotRequired[int | None]
    id: str


class BulletinIssuePayload(TypedDict, total=False):
    """bulletinIssue 的结果。"""
    bulletin: Bulletin | None
    errors: list[UserError]

BulletinKind = Literal["NOTICE", "REPORT", "HINT", "EXPERIENCE"]

BulletinOrder = Literal["NEWEST", "OLDEST", "DUE"]


class BulletinReceipt(TypedDict, total=False):
    """签收情况：通知通报的一个发送对象，是否已签收、由谁签收、有何反馈。"""
    id: str
    bulletin: Bulletin
    organization: Organization
    unit: ResidentUnit | None
    readAt: str | None
    readerLabel: str
    reply: str
    repliedAt: str | None

BulletinReceiptOrder = Literal["OLDEST", "NEWEST", "READ"]


class BulletinReplyInput(TypedDict):
    """bulletinReply 的输入。"""
    id: str
    reply: str


class BulletinReplyPayload(TypedDict, total=False):
    """bulletinReply 的结果。"""
    bulletin: Bulletin | None
    errors: list[UserError]


class BulletinRules(TypedDict, total=False):
    """区级设置：通知通报。通知通报的签收期限和提醒。起草时另定期限的，以该期限为准。"""
    version: int
    signDays: int
    remindBefore: list[int]


class BulletinRulesEditInput(TypedDict):
    """bulletinRulesEdit 的输入。"""
    version: NotRequired[int | None]
    signDays: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]


class BulletinRulesEditPayload(TypedDict, total=False):
    """bulletinRulesEdit 的结果。"""
    rules: BulletinRules | None
    errors: list[UserError]


class BulletinSignInput(TypedDict):
    """bulletinSign 的输入。"""
    id: str
    reply: NotRequired[str | None]


class BulletinSignPayload(TypedDict, total=False):
    """bulletinSign 的结果。"""
    bulletin: Bulletin | None
    errors: list[UserError]

BulletinStatus = Literal["DRAFT", "ISSUED", "WITHDRAWN"]


class BulletinUrgeInput(TypedDict):
    """bulletinUrge 的输入。"""
    id: str


class BulletinUrgePayload(TypedDict, total=False):
    """bulletinUrge 的结果。"""
    bulletin: Bulletin | None
    errors: list[UserError]


class BulletinWithdrawInput(TypedDict):
    """bulletinWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class BulletinWithdrawPayload(TypedDict, total=False):
    """bulletinWithdraw 的结果。"""
    bulletin: Bulletin | None
    errors: list[UserError]


class Calendar(TypedDict, total=False):
    """两天之间（含）到期的事项：与“日历”页面相同。"""
    items: list[DueItem]
    more: bool
    kinds: list[DueKind]


class Campaign(TypedDict, total=False):
    """专项工作：分阶段、有期限的工作，参加的每个组织都要办理每个步骤，例如换届选举、精品社区创建。"""
    id: str
    number: str
    title: str
    organization: Organization
    template: CampaignTemplate | None
    aim: str
    basis: str
    startsOn: str
    status: CampaignStatus
    statusLabel: str
    createdAt: str
    startedAt: str | None
    endedAt: str | None
    summary: str
    version: int
    plan: Connection[PlannedStep]
    steps: Connection[CampaignStep]
    history: Connection[Event]


class CampaignCreateInput(TypedDict):
    """campaignCreate 的输入。"""
    places: NotRequired[list[str] | None]
    level: NotRequired[OrganizationLevel | None]
    steps: NotRequired[list[PlannedStepInput] | None]
    organization: str
    template: NotRequired[str | None]
    startsOn: NotRequired[str | None]
    title: NotRequired[str | None]
    aim: NotRequired[str | None]
    basis: NotRequired[str | None]


class CampaignCreatePayload(TypedDict, total=False):
    """campaignCreate 的结果。"""
    campaign: Campaign | None
    errors: list[UserError]


class CampaignEditInput(TypedDict):
    """campaignEdit 的输入。"""
    version: NotRequired[int | None]
    places: NotRequired[list[str] | None]
    level: NotRequired[OrganizationLevel | None]
    steps: NotRequired[list[PlannedStepInput] | None]
    id: str
    title: NotRequired[str | None]
    aim: NotRequired[str | None]
    basis: NotRequired[str | None]


class CampaignEditPayload(TypedDict, total=False):
    """campaignEdit 的结果。"""
    campaign: Campaign | None
    errors: list[UserError]


class CampaignFinishInput(TypedDict):
    """campaignFinish 的输入。"""
    version: NotRequired[int | None]
    id: str
    summary: str


class CampaignFinishPayload(TypedDict, total=False):
    """campaignFinish 的结果。"""
    campaign: Campaign | None
    errors: list[UserError]


class CampaignJoinInput(TypedDict):
    """campaignJoin 的输入。"""
    version: NotRequired[int | None]
    id: str
    places: list[str]


class CampaignJoinPayload(TypedDict, total=False):
    """campaignJoin 的结果。"""
    campaign: Campaign | None
    errors: list[UserError]

CampaignOrder = Literal["NEWEST", "OLDEST", "STARTING"]


class CampaignRescheduleInput(TypedDict):
    """campaignReschedule 的输入。"""
    version: NotRequired[int | None]
    id: str
    step: str
    dueOn: str
    reason: str


class CampaignReschedulePayload(TypedDict, total=False):
    """campaignReschedule 的结果。"""
    campaign: Campaign | None
    errors: list[UserError]


class CampaignStartInput(TypedDict):
    """campaignStart 的输入。"""
    version: NotRequired[int | None]
    id: str


class CampaignStartPayload(TypedDict, total=False):
    """campaignStart 的结果。"""
    campaign: Campaign | None
    errors: list[UserError]

CampaignStatus = Literal["DRAFT", "RUNNING", "COMPLETED", "TERMINATED"]


class CampaignStep(TypedDict, total=False):
    """专项步骤：一个组织办理一个步骤的情况，由它的上一级核验。"""
    id: str
    campaign: Campaign
    plan: PlannedStep
    organization: Organization
    title: str
    startedOn: str
    dueOn: str
    status: CampaignStepStatus
    statusLabel: str
    progress: int
    poor: bool
    light: DueLight | None
    bucket: DueBucket | None
    daysLeft: int | None
    text: str
    quantity: str | None
    reason: str
    note: str
    reportedAt: str | None
    submittedAt: str | None
    closedAt: str | None
    version: int
    files: Connection[CampaignStepFile]
    history: Connection[Event]


class CampaignStepFile(TypedDict, total=False):
    """步骤材料：表明步骤已办理的文件。"""
    id: str
    step: CampaignStep
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

CampaignStepFileOrder = Literal["NEWEST", "OLDEST"]

CampaignStepOrder = Literal["DUE", "PROGRESS", "NEWEST", "OLDEST"]

CampaignStepStatus = Literal["PENDING", "ACTIVE", "SUBMITTED", "RETURNED", "EXCUSED", "DONE", "WAIVED", "TERMINATED"]


class CampaignStopInput(TypedDict):
    """campaignStop 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class CampaignStopPayload(TypedDict, total=False):
    """campaignStop 的结果。"""
    campaign: Campaign | None
    errors: list[UserError]


class CampaignTemplate(TypedDict, total=False):
    """专项工作模板：一类专项工作通常有哪些步骤，日期以启动后第几天计。"""
    id: str
    name: str
    aim: str
    basis: str
    level: OrganizationLevel
    status: CampaignTemplateStatus
    statusLabel: str
    version: int
    steps: Connection[CampaignTemplateStep]

CampaignTemplateOrder = Literal["NEWEST", "OLDEST"]

CampaignTemplateStatus = Literal["ACTIVE", "RETIRED"]


class CampaignTemplateStep(TypedDict, total=False):
    """模板步骤：在哪个阶段、从启动后第几天到第几天做什么。"""
    id: str
    template: CampaignTemplate
    position: int
    stage: str
    title: str
    requirement: str
    startDay: int
    dueDay: int
    evidence: bool
    measure: str


class CampaignTemplateStepInput(TypedDict):
    """模板步骤。"""
    stage: str
    title: str
    requirement: str
    evidence: NotRequired[bool | None]
    measure: NotRequired[str | None]
    startDay: NotRequired[int | None]
    dueDay: int

CampaignTemplateStepOrder = Literal["POSITION", "NEWEST", "OLDEST"]


class CampaignstepExcuseInput(TypedDict):
    """campaignstepExcuse 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class CampaignstepExcusePayload(TypedDict, total=False):
    """campaignstepExcuse 的结果。"""
    campaignStep: CampaignStep | None
    errors: list[UserError]


class CampaignstepRefuseInput(TypedDict):
    """campaignstepRefuse 的输入。"""
    version: NotRequired[int | None]
    dueOn: NotRequired[str | None]
    id: str
    reason: str


class CampaignstepRefusePayload(TypedDict, total=False):
    """campaignstepRefuse 的结果。"""
    campaignStep: CampaignStep | None
    errors: list[UserError]


class CampaignstepReportInput(TypedDict):
    """campaignstepReport 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    quantity: NotRequired[str | None]
    text: str
    progress: int


class CampaignstepReportPayload(TypedDict, total=False):
    """campaignstepReport 的结果。"""
    campaignStep: CampaignStep | None
    errors: list[UserError]


class CampaignstepReturnInput(TypedDict):
    """campaignstepReturn 的输入。"""
    version: NotRequired[int | None]
    dueOn: NotRequired[str | None]
    id: str
    reason: str


class CampaignstepReturnPayload(TypedDict, total=False):
    """campaignstepReturn 的结果。"""
    campaignStep: CampaignStep | None
    errors: list[UserError]


class CampaignstepSubmitInput(TypedDict):
    """campaignstepSubmit 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    quantity: NotRequired[str | None]
    text: str


class CampaignstepSubmitPayload(TypedDict, total=False):
    """campaignstepSubmit 的结果。"""
    campaignStep: CampaignStep | None
    errors: list[UserError]


class CampaignstepVerifyInput(TypedDict):
    """campaignstepVerify 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class CampaignstepVerifyPayload(TypedDict, total=False):
    """campaignstepVerify 的结果。"""
    campaignStep: CampaignStep | None
    errors: list[UserError]


class CampaignstepWaiveInput(TypedDict):
    """campaignstepWaive 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class CampaignstepWaivePayload(TypedDict, total=False):
    """campaignstepWaive 的结果。"""
    campaignStep: CampaignStep | None
    errors: list[UserError]


class CampaigntemplateCreateInput(TypedDict):
    """campaigntemplateCreate 的输入。"""
    name: str
    aim: str
    level: OrganizationLevel
    basis: NotRequired[str | None]
    steps: list[CampaignTemplateStepInput]


class CampaigntemplateCreatePayload(TypedDict, total=False):
    """campaigntemplateCreate 的结果。"""
    campaignTemplate: CampaignTemplate | None
    errors: list[UserError]


class CampaigntemplateEditInput(TypedDict):
    """campaigntemplateEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    name: NotRequired[str | None]
    aim: NotRequired[str | None]
    level: NotRequired[OrganizationLevel | None]
    basis: NotRequired[str | None]
    steps: NotRequired[list[CampaignTemplateStepInput] | None]


class CampaigntemplateEditPayload(TypedDict, total=False):
    """campaigntemplateEdit 的结果。"""
    campaignTemplate: CampaignTemplate | None
    errors: list[UserError]


class CampaigntemplateRestoreInput(TypedDict):
    """campaigntemplateRestore 的输入。"""
    version: NotRequired[int | None]
    id: str


class CampaigntemplateRestorePayload(TypedDict, total=False):
    """campaigntemplateRestore 的结果。"""
    campaignTemplate: CampaignTemplate | None
    errors: list[UserError]


class CampaigntemplateRetireInput(TypedDict):
    """campaigntemplateRetire 的输入。"""
    version: NotRequired[int | None]
    id: str


class CampaigntemplateRetirePayload(TypedDict, total=False):
    """campaigntemplateRetire 的结果。"""
    campaignTemplate: CampaignTemplate | None
    errors: list[UserError]


class Checklist(TypedDict, total=False):
    """检查表：区里制定、可以反复套用的检查事项。"""
    id: str
    name: str
    lines: str
    status: ChecklistStatus
    statusLabel: str
    version: int
    history: Connection[Event]


class ChecklistCreateInput(TypedDict):
    """checklistCreate 的输入。"""
    name: str
    lines: str


class ChecklistCreatePayload(TypedDict, total=False):
    """checklistCreate 的结果。"""
    checklist: Checklist | None
    errors: list[UserError]


class ChecklistEditInput(TypedDict):
    """checklistEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    name: NotRequired[str | None]
    lines: NotRequired[str | None]


class ChecklistEditPayload(TypedDict, total=False):
    """checklistEdit 的结果。"""
    checklist: Checklist | None
    errors: list[UserError]

ChecklistOrder = Literal["OLDEST", "NEWEST"]


class ChecklistRestoreInput(TypedDict):
    """checklistRestore 的输入。"""
    version: NotRequired[int | None]
    id: str


class ChecklistRestorePayload(TypedDict, total=False):
    """checklistRestore 的结果。"""
    checklist: Checklist | None
    errors: list[UserError]


class ChecklistRetireInput(TypedDict):
    """checklistRetire 的输入。"""
    version: NotRequired[int | None]
    id: str


class ChecklistRetirePayload(TypedDict, total=False):
    """checklistRetire 的结果。"""
    checklist: Checklist | None
    errors: list[UserError]

ChecklistStatus = Literal["ACTIVE", "RETIRED"]


class Claim(TypedDict, total=False):
    """认领：承接一项需求的一部分或全部，或申请使用一项资源的一部分或全部。"""
    id: str
    need: Need | None
    resource: Resource | None
    commitment: Commitment | None
    claimantName: str
    organization: Organization
    unit: ResidentUnit | None
    quantity: str
    measure: str
    fulfilledQuantity: str
    note: str
    outcome: str
    status: ClaimStatus
    statusLabel: str
    proposedAt: str
    confirmedAt: str | None
    fulfilledAt: str | None
    closedAt: str | None
    version: int
    evidence: Connection[Evidence]
    evaluations: Connection[Evaluation]
    history: Connection[Event]


class ClaimConfirmInput(TypedDict):
    """claimConfirm 的输入。"""
    version: NotRequired[int | None]
    id: str


class ClaimConfirmPayload(TypedDict, total=False):
    """claimConfirm 的结果。"""
    claim: Claim | None
    errors: list[UserError]


class ClaimDeclineInput(TypedDict):
    """claimDecline 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ClaimDeclinePayload(TypedDict, total=False):
    """claimDecline 的结果。"""
    claim: Claim | None
    errors: list[UserError]


class ClaimEvaluateInput(TypedDict):
    """claimEvaluate 的输入。"""
    id: str
    score: int
    words: NotRequired[str | None]
    side: NotRequired[EvaluationSide | None]


class ClaimEvaluatePayload(TypedDict, total=False):
    """claimEvaluate 的结果。"""
    claim: Claim | None
    errors: list[UserError]


class ClaimFulfilInput(TypedDict):
    """claimFulfil 的输入。"""
    version: NotRequired[int | None]
    id: str
    outcome: str
    evidence: NotRequired[list[EvidenceInput] | None]
    uploads: NotRequired[list[str] | None]
    quantity: NotRequired[str | None]


class ClaimFulfilPayload(TypedDict, total=False):
    """claimFulfil 的结果。"""
    claim: Claim | None
    errors: list[UserError]

ClaimOrder = Literal["NEWEST", "OLDEST", "QUANTITY"]


class ClaimProposeInput(TypedDict):
    """claimPropose 的输入。"""
    target: str
    claimant: str
    quantity: str
    note: NotRequired[str | None]
    commitment: NotRequired[str | None]


class ClaimProposePayload(TypedDict, total=False):
    """claimPropose 的结果。"""
    claim: Claim | None
    errors: list[UserError]


class ClaimReleaseInput(TypedDict):
    """claimRelease 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ClaimReleasePayload(TypedDict, total=False):
    """claimRelease 的结果。"""
    claim: Claim | None
    errors: list[UserError]


class ClaimReturnInput(TypedDict):
    """claimReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ClaimReturnPayload(TypedDict, total=False):
    """claimReturn 的结果。"""
    claim: Claim | None
    errors: list[UserError]

ClaimStatus = Literal["PROPOSED", "CONFIRMED", "FULFILLED", "CLOSED", "DECLINED", "WITHDRAWN", "RELEASED"]


class ClaimWithdrawInput(TypedDict):
    """claimWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ClaimWithdrawPayload(TypedDict, total=False):
    """claimWithdraw 的结果。"""
    claim: Claim | None
    errors: list[UserError]


class Client(TypedDict, total=False):
    """第三方应用：以应用编号和密钥换取令牌。只有安全管理员可以查看；密钥任何人都不能再看到。"""
    id: str
    clientId: str
    name: str
    purpose: str
    scopes: list[str]
    isActive: bool
    expiresOn: str | None
    networks: list[str]
    oldSecretUntil: str | None
    lastUsedAt: str | None
    lastUsedFrom: str | None
    created: str
    version: int
    posts: Connection[Post]
    webhooks: Connection[Webhook]
    origins: list[str]
    onlyRegistered: bool
    documents: Connection[RegisteredDocument]
    usage: Connection[ClientUsage]


class ClientDisableInput(TypedDict):
    """clientDisable 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ClientDisablePayload(TypedDict, total=False):
    """clientDisable 的结果。"""
    client: Client | None
    errors: list[UserError]


class ClientDropSecretInput(TypedDict):
    """clientDropSecret 的输入。"""
    version: NotRequired[int | None]
    id: str


class ClientDropSecretPayload(TypedDict, total=False):
    """clientDropSecret 的结果。"""
    client: Client | None
    errors: list[UserError]


class ClientLimitInput(TypedDict):
    """clientLimit 的输入。"""
    version: NotRequired[int | None]
    id: str
    expiresOn: NotRequired[str | None]
    networks: list[str]
    origins: NotRequired[list[str] | None]


class ClientLimitPayload(TypedDict, total=False):
    """clientLimit 的结果。"""
    client: Client | None
    errors: list[UserError]

ClientOrder = Literal["NAME", "NEWEST", "LEAST_USED"]


class ClientRegisterInput(TypedDict):
    """clientRegister 的输入。"""
    name: str
    purpose: str
    at: str
    scopes: list[str]


class ClientRegisterPayload(TypedDict, total=False):
    """clientRegister 的结果。"""
    secret: str | None
    client: Client | None
    errors: list[UserError]


class ClientRescopeInput(TypedDict):
    """clientRescope 的输入。"""
    version: NotRequired[int | None]
    id: str
    scopes: list[str]


class ClientRescopePayload(TypedDict, total=False):
    """clientRescope 的结果。"""
    client: Client | None
    errors: list[UserError]


class ClientRestrictInput(TypedDict):
    """clientRestrict 的输入。"""
    version: NotRequired[int | None]
    id: str
    onlyRegistered: bool


class ClientRestrictPayload(TypedDict, total=False):
    """clientRestrict 的结果。"""
    client: Client | None
    errors: list[UserError]


class ClientRotateInput(TypedDict):
    """clientRotate 的输入。"""
    version: NotRequired[int | None]
    id: str
    hours: NotRequired[int | None]


class ClientRotatePayload(TypedDict, total=False):
    """clientRotate 的结果。"""
    secret: str | None
    client: Client | None
    errors: list[UserError]


class ClientUsage(TypedDict, total=False):
    """应用一天的用量，至多晚一分钟。安全管理员可见全部，应用可见自己的。"""
    id: str
    clientName: str
    day: str
    requests: int
    cost: int
    errors: int
    refusals: int

ClientUsageOrder = Literal["NEWEST", "OLDEST"]


class Cluster(TypedDict, total=False):
    """新兴领域：楼宇、园区、商圈、市场或网络。组织覆盖率为已建与应建之比。"""
    id: str
    name: str
    kind: ClusterKind
    organization: Organization
    address: str
    manager: ResidentUnit | None
    partyOrganization: str
    station: str
    workers: int
    status: ClusterStatus
    version: int
    inside: int
    should: int
    built: int
    reached: int
    members: Connection[ClusterUnit]
    branches: Connection[JointBranch]
    history: Connection[Event]


class ClusterCoverage(TypedDict, total=False):
    """新兴领域党组织覆盖：与“新兴领域党组织覆盖”页面是同一组数，只统计您可以查看的新兴领域。"""
    place: ClusterCoveragePlace
    target: str
    parts: list[ClusterCoveragePlace]


class ClusterCoveragePlace(TypedDict, total=False):
    """一个组织（含下级）的新兴领域党组织覆盖情况。"""
    id: str
    code: str
    name: str
    clusters: int
    organizations: int
    stations: int
    workers: int
    inside: int
    should: int
    built: int
    lacking: int
    reached: int
    coverage: str | None
    reach: str | None
    unitsPerWorker: str | None


class ClusterEditInput(TypedDict):
    """clusterEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    name: NotRequired[str | None]
    kind: NotRequired[ClusterKind | None]
    address: NotRequired[str | None]
    manager: NotRequired[str | None]
    partyOrganization: NotRequired[str | None]
    station: NotRequired[str | None]
    workers: NotRequired[int | None]


class ClusterEditPayload(TypedDict, total=False):
    """clusterEdit 的结果。"""
    cluster: Cluster | None
    errors: list[UserError]

ClusterKind = Literal["BUILDING", "PARK", "QUARTER", "MARKET", "NETWORK"]

ClusterOrder = Literal["NAME", "NEWEST", "OLDEST"]


class ClusterRegisterInput(TypedDict):
    """clusterRegister 的输入。"""
    organization: str
    name: str
    kind: ClusterKind
    address: NotRequired[str | None]
    manager: NotRequired[str | None]
    partyOrganization: NotRequired[str | None]
    station: NotRequired[str | None]
    workers: NotRequired[int | None]


class ClusterRegisterPayload(TypedDict, total=False):
    """clusterRegister 的结果。"""
    cluster: Cluster | None
    errors: list[UserError]


class ClusterRestoreInput(TypedDict):
    """clusterRestore 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class ClusterRestorePayload(TypedDict, total=False):
    """clusterRestore 的结果。"""
    cluster: Cluster | None
    errors: list[UserError]


class ClusterRetireInput(TypedDict):
    """clusterRetire 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ClusterRetirePayload(TypedDict, total=False):
    """clusterRetire 的结果。"""
    cluster: Cluster | None
    errors: list[UserError]


class ClusterRules(TypedDict, total=False):
    """区级设置：新兴领域覆盖。应建：党员数达到下限的单位应当单独或联合建立党组织；已建：已有党组织，或已编入联合支部。"""
    version: int
    branchMembers: int
    allKinds: bool
    coverageTarget: str
    unitsPerWorker: int
    remindBefore: list[int]


class ClusterRulesEditInput(TypedDict):
    """clusterRulesEdit 的输入。"""
    version: NotRequired[int | None]
    branchMembers: NotRequired[int | None]
    allKinds: NotRequired[bool | None]
    coverageTarget: NotRequired[str | None]
    unitsPerWorker: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]


class ClusterRulesEditPayload(TypedDict, total=False):
    """clusterRulesEdit 的结果。"""
    rules: ClusterRules | None
    errors: list[UserError]

ClusterStatus = Literal["ACTIVE", "RETIRED"]

ClusterStep = Literal["NONE", "OWN", "JOINT", "INSTRUCT"]


class ClusterUnit(TypedDict, total=False):
    """入驻单位：一个单位在一个新兴领域内的党建安排。"""
    id: str
    cluster: Cluster
    unit: ResidentUnit | None
    unitName: str
    branch: JointBranch | None
    instructor: str
    step: ClusterStep
    stepDueOn: str | None
    stepNote: str
    joinedOn: str
    version: int
    history: Connection[Event]

ClusterUnitOrder = Literal["NEWEST", "OLDEST", "PLAN"]


class ClusterunitAddInput(TypedDict):
    """clusterunitAdd 的输入。"""
    instructor: NotRequired[str | None]
    cluster: str
    unit: str


class ClusterunitAddPayload(TypedDict, total=False):
    """clusterunitAdd 的结果。"""
    clusterUnit: ClusterUnit | None
    errors: list[UserError]


class ClusterunitEditInput(TypedDict):
    """clusterunitEdit 的输入。"""
    version: NotRequired[int | None]
    instructor: NotRequired[str | None]
    id: str
    branch: NotRequired[str | None]


class ClusterunitEditPayload(TypedDict, total=False):
    """clusterunitEdit 的结果。"""
    clusterUnit: ClusterUnit | None
    errors: list[UserError]


class ClusterunitPlanInput(TypedDict):
    """clusterunitPlan 的输入。"""
    version: NotRequired[int | None]
    id: str
    step: ClusterStep
    stepDueOn: str
    stepNote: NotRequired[str | None]


class ClusterunitPlanPayload(TypedDict, total=False):
    """clusterunitPlan 的结果。"""
    clusterUnit: ClusterUnit | None
    errors: list[UserError]


class ClusterunitRemoveInput(TypedDict):
    """clusterunitRemove 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ClusterunitRemovePayload(TypedDict, total=False):
    """clusterunitRemove 的结果。"""
    cluster: Cluster | None
    errors: list[UserError]


class Commitment(TypedDict, total=False):
    """承诺事项：一方应当提供什么、多少、何时为止或多久一次；进度由办结的认领计得，不另行填报。"""
    id: str
    title: str
    agreement: Agreement
    party: AgreementParty
    quantity: str
    measure: str
    period: CommitmentFrequency | None
    total: str
    dueOn: str
    endedOn: str | None
    amends: Commitment | None
    done: str
    shareDone: str
    periods: Connection[CommitmentPeriod]
    claims: Connection[Claim]

CommitmentFrequency = Literal["MONTH", "QUARTER", "YEAR"]


class CommitmentInput(TypedDict):
    """承诺事项。"""
    party: str
    title: str
    quantity: str
    measure: str
    dueOn: str
    period: NotRequired[CommitmentFrequency | None]
    amends: NotRequired[str | None]

CommitmentOrder = Literal["OLDEST", "NEWEST", "DUE"]


class CommitmentPeriod(TypedDict, total=False):
    """履约周期：按频次承诺的一个周期，从协议生效日起算。"""
    id: str
    commitment: Commitment
    startsOn: str
    endsOn: str
    quantity: str
    done: str

CommitmentPeriodOrder = Literal["OLDEST", "NEWEST"]


class ConferenceRules(TypedDict, total=False):
    """区级设置：议事会议规则。"""
    version: int
    districtCadence: str
    streetCadence: str
    communityCadence: str
    topicDays: int
    lateTopics: str
    noticeDays: int
    quorum: str
    voteBase: str
    delegatesVote: bool
    secretLeast: int
    remindDays: list[int]
    answerDays: int
    termDays: list[int]
    minutesMark: str


class ConferenceRulesEditInput(TypedDict):
    """conferenceRulesEdit 的输入。"""
    version: NotRequired[int | None]
    districtCadence: NotRequired[str | None]
    streetCadence: NotRequired[str | None]
    communityCadence: NotRequired[str | None]
    topicDays: NotRequired[int | None]
    lateTopics: NotRequired[str | None]
    noticeDays: NotRequired[int | None]
    quorum: NotRequired[str | None]
    voteBase: NotRequired[str | None]
    delegatesVote: NotRequired[bool | None]
    secretLeast: NotRequired[int | None]
    remindDays: NotRequired[list[int] | None]
    answerDays: NotRequired[int | None]
    termDays: NotRequired[list[int] | None]
    minutesMark: NotRequired[str | None]


class ConferenceRulesEditPayload(TypedDict, total=False):
    """conferenceRulesEdit 的结果。"""
    rules: ConferenceRules | None
    errors: list[UserError]


class Consultation(TypedDict, total=False):
    """征求意见：区里或部门就一件事征求一个街道的意见，或街道主动提出建议；最后答复是否采纳。"""
    id: str
    number: str
    kind: ConsultationKind
    title: str
    content: str
    department: Department | None
    outpost: Department | None
    candidate: str
    organization: Organization
    proposed: bool
    dueOn: str | None
    opinion: ConsultationOpinion | None
    reason: str
    opinedAt: str | None
    replyDueOn: str | None
    adopted: ConsultationAdopted | None
    reply: str
    repliedAt: str | None
    status: ConsultationStatus
    statusLabel: str
    createdAt: str
    version: int
    history: Connection[Event]

ConsultationAdopted = Literal["YES", "PARTLY", "NO"]


class ConsultationAskInput(TypedDict):
    """consultationAsk 的输入。"""
    kind: ConsultationKind
    title: str
    content: str
    department: NotRequired[str | None]
    organizations: list[str]
    outpost: NotRequired[str | None]
    candidate: NotRequired[str | None]
    dueOn: NotRequired[str | None]


class ConsultationAskPayload(TypedDict, total=False):
    """consultationAsk 的结果。"""
    number: str | None
    consultation: Consultation | None
    errors: list[UserError]

ConsultationKind = Literal["APPOINTMENT", "PLANNING", "FACILITIES", "DECISION", "PROJECT", "OTHER"]


class ConsultationOpineInput(TypedDict):
    """consultationOpine 的输入。"""
    version: NotRequired[int | None]
    id: str
    opinion: ConsultationOpinion
    reason: NotRequired[str | None]


class ConsultationOpinePayload(TypedDict, total=False):
    """consultationOpine 的结果。"""
    consultation: Consultation | None
    errors: list[UserError]

ConsultationOpinion = Literal["AGREE", "DISAGREE", "SUGGEST"]

ConsultationOrder = Literal["NEWEST", "OLDEST", "OPINION_DUE", "REPLY_DUE"]


class ConsultationProposeInput(TypedDict):
    """consultationPropose 的输入。"""
    kind: ConsultationKind
    title: str
    content: str
    department: NotRequired[str | None]
    organization: str


class ConsultationProposePayload(TypedDict, total=False):
    """consultationPropose 的结果。"""
    consultation: Consultation | None
    errors: list[UserError]


class ConsultationReplyInput(TypedDict):
    """consultationReply 的输入。"""
    version: NotRequired[int | None]
    id: str
    adopted: ConsultationAdopted
    reply: str


class ConsultationReplyPayload(TypedDict, total=False):
    """consultationReply 的结果。"""
    consultation: Consultation | None
    errors: list[UserError]


class ConsultationRules(TypedDict, total=False):
    """区级设置：五项权力。征得同意权、规划参与权、建议权和人事考核权的办理期限，按工作日计算。"""
    version: int
    opinionDays: int
    replyDays: int
    remindBefore: list[int]
    appraisalMonth: int


class ConsultationRulesEditInput(TypedDict):
    """consultationRulesEdit 的输入。"""
    version: NotRequired[int | None]
    opinionDays: NotRequired[int | None]
    replyDays: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]
    appraisalMonth: NotRequired[int | None]


class ConsultationRulesEditPayload(TypedDict, total=False):
    """consultationRulesEdit 的结果。"""
    rules: ConsultationRules | None
    errors: list[UserError]

ConsultationStatus = Literal["ASKED", "ANSWERED", "CLOSED", "WITHDRAWN"]


class ConsultationWithdrawInput(TypedDict):
    """consultationWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ConsultationWithdrawPayload(TypedDict, total=False):
    """consultationWithdraw 的结果。"""
    consultation: Consultation | None
    errors: list[UserError]


class ContactCover(TypedDict, total=False):
    """联系点达标情况：与“达标情况”页面相同；本区没有规定的要求不列出。"""
    quarter: str
    rules: list[CoverRule]


class ContactPoint(TypedDict, total=False):
    """联系点：一名领导联系一个街道或社区。"""
    id: str
    leader: str
    seat: Organization
    organization: Organization
    since: str
    endedOn: str | None
    status: ContactPointStatus
    statusLabel: str
    visitsThisQuarter: int
    visits: Connection[Visit]
    version: int
    history: Connection[Event]

ContactPointOrder = Literal["OLDEST", "NEWEST"]

ContactPointStatus = Literal["ACTIVE", "ENDED"]


class ContactRules(TypedDict, total=False):
    """区级设置：联系点要求。联系点的要求；没有做到的列在“达标情况”里，并在季度末前提醒。"""
    version: int
    visitsPerQuarter: int
    weakNeedsLeader: bool
    leaderTakesWeak: bool
    remindDays: list[int]


class ContactRulesEditInput(TypedDict):
    """contactRulesEdit 的输入。"""
    version: NotRequired[int | None]
    visitsPerQuarter: NotRequired[int | None]
    weakNeedsLeader: NotRequired[bool | None]
    leaderTakesWeak: NotRequired[bool | None]
    remindDays: NotRequired[list[int] | None]


class ContactRulesEditPayload(TypedDict, total=False):
    """contactRulesEdit 的结果。"""
    rules: ContactRules | None
    errors: list[UserError]


class ContactpointBindInput(TypedDict):
    """contactpointBind 的输入。"""
    post: str
    organization: str
    since: NotRequired[str | None]


class ContactpointBindPayload(TypedDict, total=False):
    """contactpointBind 的结果。"""
    contactPoint: ContactPoint | None
    errors: list[UserError]


class ContactpointEndInput(TypedDict):
    """contactpointEnd 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ContactpointEndPayload(TypedDict, total=False):
    """contactpointEnd 的结果。"""
    contactPoint: ContactPoint | None
    errors: list[UserError]


class CoverBreach(TypedDict, total=False):
    """一条没有达标的：一个薄弱组织、一名领导或一个联系点。"""
    id: str
    label: str
    place: str
    visits: int | None


class CoverRule(TypedDict, total=False):
    """一条联系点要求，和没有达标的。"""
    code: str
    title: str
    total: int
    breaches: list[CoverBreach]


class CoverageKind(TypedDict, total=False):
    """一类单位的签约情况。"""
    kind: UnitKind
    label: str
    share: CoverageShare


class CoveragePlace(TypedDict, total=False):
    """一个下级组织的签约情况。"""
    id: str
    code: str
    name: str
    share: CoverageShare


class CoverageQuarter(TypedDict, total=False):
    """一个季度末（本季度为目前）的签约情况。"""
    quarter: str
    share: CoverageShare


class CoverageShare(TypedDict, total=False):
    """一组驻区单位的签约情况。"""
    units: int
    signed: int
    unsigned: int
    ratio: str | None


class DataAnswer(TypedDict, total=False):
    """填报：一个组织对数据调度的回答。"""
    id: str
    call: DataCall
    organization: Organization
    status: DataAnswerStatus
    statusLabel: str
    submittedAt: str | None
    fillerLabel: str
    reason: str
    version: int
    entries: Connection[DataValue]
    history: Connection[Event]

DataAnswerOrder = Literal["OLDEST", "NEWEST", "SUBMITTED"]

DataAnswerStatus = Literal["PENDING", "FILLING", "SUBMITTED", "RETURNED", "APPROVED"]


class DataCall(TypedDict, total=False):
    """数据调度：区或街道要求下级组织按期上报的数据。"""
    id: str
    organization: Organization
    title: str
    note: str
    dueOn: str
    status: DataCallStatus
    statusLabel: str
    createdAt: str
    issuedAt: str | None
    closedAt: str | None
    publishedAt: str | None
    urgedOn: str | None
    reason: str
    version: int
    fields: Connection[DataField]
    answers: Connection[DataAnswer]
    lines: Connection[DataLine]
    files: Connection[DataCallFile]
    history: Connection[Event]


class DataCallFile(TypedDict, total=False):
    """数据调度的附件。"""
    id: str
    call: DataCall
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

DataCallFileOrder = Literal["OLDEST", "NEWEST"]

DataCallOrder = Literal["NEWEST", "OLDEST", "DUE"]


class DataCallRules(TypedDict, total=False):
    """区级设置：数据调度。数据调度的自动提醒。逾期后另提醒一次，并告知布置的组织。"""
    version: int
    remindBefore: list[int]


class DataCallRulesEditInput(TypedDict):
    """dataCallRulesEdit 的输入。"""
    version: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]


class DataCallRulesEditPayload(TypedDict, total=False):
    """dataCallRulesEdit 的结果。"""
    rules: DataCallRules | None
    errors: list[UserError]

DataCallStatus = Literal["DRAFT", "ISSUED", "CLOSED", "WITHDRAWN"]


class DataField(TypedDict, total=False):
    """填报项：数据调度要求填写的一项。"""
    id: str
    call: DataCall
    position: int
    label: str
    kind: DataFieldKind
    required: bool
    measure: str
    minimum: str | None
    maximum: str | None
    choices: str
    help: str


class DataFieldInput(TypedDict):
    """设计的一个填报项。"""
    label: str
    kind: DataFieldKind
    required: NotRequired[bool | None]
    measure: NotRequired[str | None]
    minimum: NotRequired[str | None]
    maximum: NotRequired[str | None]
    choices: NotRequired[list[str] | None]
    help: NotRequired[str | None]

DataFieldKind = Literal["TEXT", "LONG", "WHOLE", "DECIMAL", "DAY", "ONE", "SEVERAL", "YES_NO"]

DataFieldOrder = Literal["POSITION", "OLDEST", "NEWEST"]


class DataLine(TypedDict, total=False):
    """汇总行：公布的汇总结果中一个填报组织的内容。"""
    id: str
    call: DataCall
    organization: Organization
    answered: bool
    late: bool
    cells: list[str]

DataLineOrder = Literal["OLDEST", "NEWEST"]


class DataValue(TypedDict, total=False):
    """填报值：对一个填报项的回答。"""
    id: str
    answer: DataAnswer
    field: DataField
    text: str


class DataValueInput(TypedDict):
    """对一个填报项的回答。"""
    field: str
    text: str

DataValueOrder = Literal["OLDEST", "NEWEST"]


class DataanswerApproveInput(TypedDict):
    """dataanswerApprove 的输入。"""
    version: NotRequired[int | None]
    id: str


class DataanswerApprovePayload(TypedDict, total=False):
    """dataanswerApprove 的结果。"""
    dataAnswer: DataAnswer | None
    errors: list[UserError]


class DataanswerReturnInput(TypedDict):
    """dataanswerReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class DataanswerReturnPayload(TypedDict, total=False):
    """dataanswerReturn 的结果。"""
    dataAnswer: DataAnswer | None
    errors: list[UserError]


class DataanswerSaveInput(TypedDict):
    """dataanswerSave 的输入。"""
    version: NotRequired[int | None]
    id: str
    values: list[DataValueInput]


class DataanswerSavePayload(TypedDict, total=False):
    """dataanswerSave 的结果。"""
    dataAnswer: DataAnswer | None
    errors: list[UserError]


class DataanswerSubmitInput(TypedDict):
    """dataanswerSubmit 的输入。"""
    version: NotRequired[int | None]
    id: str
    values: list[DataValueInput]


class DataanswerSubmitPayload(TypedDict, total=False):
    """dataanswerSubmit 的结果。"""
    dataAnswer: DataAnswer | None
    errors: list[UserError]


class DatacallCloseInput(TypedDict):
    """datacallClose 的输入。"""
    version: NotRequired[int | None]
    id: str


class DatacallClosePayload(TypedDict, total=False):
    """datacallClose 的结果。"""
    dataCall: DataCall | None
    errors: list[UserError]


class DatacallCreateInput(TypedDict):
    """datacallCreate 的输入。"""
    organization: str
    title: str
    dueOn: str
    fields: list[DataFieldInput]
    places: list[str]
    note: NotRequired[str | None]
    files: NotRequired[list[EvidenceInput] | None]


class DatacallCreatePayload(TypedDict, total=False):
    """datacallCreate 的结果。"""
    dataCall: DataCall | None
    errors: list[UserError]


class DatacallEditInput(TypedDict):
    """datacallEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    dueOn: NotRequired[str | None]
    fields: NotRequired[list[DataFieldInput] | None]
    places: NotRequired[list[str] | None]
    note: NotRequired[str | None]
    files: NotRequired[list[EvidenceInput] | None]


class DatacallEditPayload(TypedDict, total=False):
    """datacallEdit 的结果。"""
    dataCall: DataCall | None
    errors: list[UserError]


class DatacallExtendInput(TypedDict):
    """datacallExtend 的输入。"""
    version: NotRequired[int | None]
    id: str
    dueOn: str
    reason: str


class DatacallExtendPayload(TypedDict, total=False):
    """datacallExtend 的结果。"""
    dataCall: DataCall | None
    errors: list[UserError]


class DatacallIssueInput(TypedDict):
    """datacallIssue 的输入。"""
    version: NotRequired[int | None]
    id: str


class DatacallIssuePayload(TypedDict, total=False):
    """datacallIssue 的结果。"""
    dataCall: DataCall | None
    errors: list[UserError]


class DatacallPublishInput(TypedDict):
    """datacallPublish 的输入。"""
    version: NotRequired[int | None]
    id: str


class DatacallPublishPayload(TypedDict, total=False):
    """datacallPublish 的结果。"""
    dataCall: DataCall | None
    errors: list[UserError]


class DatacallUrgeInput(TypedDict):
    """datacallUrge 的输入。"""
    id: str


class DatacallUrgePayload(TypedDict, total=False):
    """datacallUrge 的结果。"""
    dataCall: DataCall | None
    errors: list[UserError]


class DatacallWithdrawInput(TypedDict):
    """datacallWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class DatacallWithdrawPayload(TypedDict, total=False):
    """datacallWithdraw 的结果。"""
    dataCall: DataCall | None
    errors: list[UserError]


class Decision(TypedDict, total=False):
    """议定事项：会议决定由谁、在什么期限内做什么。"""
    id: str
    number: str
    title: str
    content: str
    meeting: Meeting | None
    topic: Topic | None
    organization: Organization
    dueOn: str
    dispatchedAt: str | None
    owners: Connection[Organization]
    departments: Connection[Department]
    assignment: Assignment | None
    requests: Connection[DecisionRequest]
    inquiries: Connection[Inquiry]
    history: Connection[Event]


class DecisionDropInput(TypedDict):
    """decisionDrop 的输入。"""
    id: str
    reason: str


class DecisionDropPayload(TypedDict, total=False):
    """decisionDrop 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]

DecisionOrder = Literal["OLDEST", "NEWEST", "DUE"]


class DecisionRecordInput(TypedDict):
    """decisionRecord 的输入。"""
    meeting: str
    title: str
    content: NotRequired[str | None]
    dueOn: str
    organizations: NotRequired[list[str] | None]
    departments: NotRequired[list[str] | None]
    units: NotRequired[list[str] | None]
    topic: NotRequired[str | None]


class DecisionRecordPayload(TypedDict, total=False):
    """decisionRecord 的结果。"""
    decision: Decision | None
    errors: list[UserError]


class DecisionRequest(TypedDict, total=False):
    """商请事项：议定事项请某单位落实，单位可以接受或谢绝。"""
    id: str
    decision: Decision
    unit: ResidentUnit | None
    status: DecisionRequestStatus
    statusLabel: str
    answer: str
    outcome: str
    answeredAt: str | None
    reportedAt: str | None
    version: int
    history: Connection[Event]

DecisionRequestOrder = Literal["OLDEST", "NEWEST"]

DecisionRequestStatus = Literal["PLANNED", "ASKED", "ACCEPTED", "DECLINED", "REPORTED"]


class Department(TypedDict, total=False):
    """区直部门，或区直部门设在街道的派出机构。"""
    id: str
    name: str
    kind: DepartmentKind
    parent: Department | None
    organization: Organization
    duties: str
    partyOrganization: str
    officePhone: str
    status: DepartmentStatus
    version: int
    outposts: Connection[Department]
    posts: Connection[Post]
    history: Connection[Event]


class DepartmentAddInput(TypedDict):
    """departmentAdd 的输入。"""
    duties: NotRequired[str | None]
    partyOrganization: NotRequired[str | None]
    officePhone: NotRequired[str | None]
    organization: NotRequired[str | None]
    name: str
    parent: NotRequired[str | None]


class DepartmentAddPayload(TypedDict, total=False):
    """departmentAdd 的结果。"""
    department: Department | None
    errors: list[UserError]


class DepartmentEditInput(TypedDict):
    """departmentEdit 的输入。"""
    version: NotRequired[int | None]
    duties: NotRequired[str | None]
    partyOrganization: NotRequired[str | None]
    officePhone: NotRequired[str | None]
    organization: NotRequired[str | None]
    id: str
    name: NotRequired[str | None]


class DepartmentEditPayload(TypedDict, total=False):
    """departmentEdit 的结果。"""
    department: Department | None
    errors: list[UserError]

DepartmentKind = Literal["DEPARTMENT", "OUTPOST"]

DepartmentOrder = Literal["NAME", "NEWEST", "OLDEST"]


class DepartmentRestoreInput(TypedDict):
    """departmentRestore 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class DepartmentRestorePayload(TypedDict, total=False):
    """departmentRestore 的结果。"""
    department: Department | None
    errors: list[UserError]


class DepartmentRetireInput(TypedDict):
    """departmentRetire 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class DepartmentRetirePayload(TypedDict, total=False):
    """departmentRetire 的结果。"""
    department: Department | None
    errors: list[UserError]

DepartmentStatus = Literal["ACTIVE", "RETIRED"]


class DistrictSettings(TypedDict, total=False):
    """区级设置：各区不同的标准和期限。"""
    needsMetTarget: str
    claimsClosedTarget: str
    answeredOnTimeTarget: str
    weightNeedsMet: str
    weightClaimsClosed: str
    weightSatisfaction: str
    satisfactionTarget: str
    claimResponseDays: int
    reportConfirmDays: int
    reportReviewDays: int
    reportHeading: str
    reportDocumentMark: str
    version: int


class DivisionChange(TypedDict, total=False):
    """区划更正表中的一处变化。"""
    kind: str
    code: str
    name: str
    before: str
    after: str
    note: str
    hindrance: str


class DivisionImportInput(TypedDict):
    """divisionImport 的输入。"""
    table: str
    preview: NotRequired[bool | None]
    expected: NotRequired[str | None]


class DivisionImportPayload(TypedDict, total=False):
    """divisionImport 的结果。"""
    changes: list[DivisionChange] | None
    fingerprint: str | None
    errors: list[UserError]


class DocumentImportInput(TypedDict):
    """documentImport 的输入。"""
    client: NotRequired[str | None]
    manifest: str


class DocumentImportPayload(TypedDict, total=False):
    """documentImport 的结果。"""
    registered: int | None
    restored: int | None
    unchanged: int | None
    errors: list[UserError]


class DocumentRegisterInput(TypedDict):
    """documentRegister 的输入。"""
    client: NotRequired[str | None]
    text: str
    name: NotRequired[str | None]


class DocumentRegisterPayload(TypedDict, total=False):
    """documentRegister 的结果。"""
    registeredDocument: RegisteredDocument | None
    errors: list[UserError]


class DocumentRestoreInput(TypedDict):
    """documentRestore 的输入。"""
    version: NotRequired[int | None]
    id: str


class DocumentRestorePayload(TypedDict, total=False):
    """documentRestore 的结果。"""
    registeredDocument: RegisteredDocument | None
    errors: list[UserError]


class DocumentRetireInput(TypedDict):
    """documentRetire 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class DocumentRetirePayload(TypedDict, total=False):
    """documentRetire 的结果。"""
    registeredDocument: RegisteredDocument | None
    errors: list[UserError]


class DrawCheck(TypedDict, total=False):
    """验证抽取的一项核对。"""
    name: str
    agrees: bool
    told: str


class DrawMember(TypedDict, total=False):
    """抽取名单中的一个：公布时固定的代码和名称，以及是否抽中。"""
    id: str
    draw: InspectionDraw
    position: int
    code: str
    name: str
    streetCode: str
    streetName: str
    passedOver: bool
    chosen: bool

DrawMemberOrder = Literal["POSITION", "OLDEST", "NEWEST"]

DrawPopulation = Literal["STREETS", "COMMUNITIES", "UNITS"]


class DrawProof(TypedDict, total=False):
    """验证抽取：由保存的名单和公布记录重新计算的结论。"""
    agrees: bool
    checks: list[DrawCheck]
    codes: list[str]

DueBucket = Literal["OVERDUE", "NEAR", "MIDDLE", "FAR"]


class DueItem(TypedDict, total=False):
    """日历上的一个日期：一条记录应在这一天以前办结，或在这一天举行。"""
    kind: str
    title: str
    id: str | None
    label: str
    who: str
    dueOn: str
    done: bool
    overdue: bool


class DueKind(TypedDict, total=False):
    """日历上的一类日期。"""
    kind: str
    title: str

DueLight = Literal["OVERDUE", "BEHIND", "SOON", "STEADY"]


class Evaluation(TypedDict, total=False):
    """评价：一方对另一方的评分和评语，每方一次。"""
    id: str
    claim: Claim
    side: EvaluationSide
    score: int
    words: str
    by: str
    at: str

EvaluationOrder = Literal["OLDEST", "NEWEST"]

EvaluationSide = Literal["OWNER", "CLAIMANT"]


class Event(TypedDict, total=False):
    """事件：某人在某时对某条记录做了什么。事件只增不改，按区以摘要相连。"""
    id: str
    at: str
    verb: str
    verbLabel: str
    what: str
    note: str
    actor: str
    actorKind: str
    subjectLabel: str
    subject: Node | None
    organization: Organization | None
    unit: ResidentUnit | None
    requestId: str
    hash: str

EventOrder = Literal["NEWEST", "OLDEST"]


class Evidence(TypedDict, total=False):
    """佐证：证明认领已经完成的文件。"""
    id: str
    claim: Claim
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str


class EvidenceInput(TypedDict):
    """一份佐证文件。"""
    name: str
    contentBase64: NotRequired[str | None]
    upload: NotRequired[str | None]

EvidenceOrder = Literal["OLDEST", "NEWEST"]


class Extension(TypedDict, total=False):
    """延期申请：到期之前提出，由上级批准；同意后所办事项的期限随即改变。"""
    id: str
    subjectLabel: str
    subject: Node | None
    organization: Organization
    department: Department | None
    dueWas: str
    dueOn: str
    reason: str
    progress: int
    status: ExtensionStatus
    statusLabel: str
    asker: str
    askedAt: str
    decider: str
    decidedAt: str | None
    answer: str
    version: int
    history: Connection[Event]


class ExtensionApproveInput(TypedDict):
    """extensionApprove 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class ExtensionApprovePayload(TypedDict, total=False):
    """extensionApprove 的结果。"""
    extension: Extension | None
    errors: list[UserError]


class ExtensionAskInput(TypedDict):
    """extensionAsk 的输入。"""
    subject: str
    dueOn: str
    reason: str
    progress: int


class ExtensionAskPayload(TypedDict, total=False):
    """extensionAsk 的结果。"""
    extension: Extension | None
    errors: list[UserError]

ExtensionOrder = Literal["NEWEST", "OLDEST"]


class ExtensionRefuseInput(TypedDict):
    """extensionRefuse 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ExtensionRefusePayload(TypedDict, total=False):
    """extensionRefuse 的结果。"""
    extension: Extension | None
    errors: list[UserError]

ExtensionStatus = Literal["ASKED", "APPROVED", "REFUSED", "WITHDRAWN"]


class ExtensionWithdrawInput(TypedDict):
    """extensionWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class ExtensionWithdrawPayload(TypedDict, total=False):
    """extensionWithdraw 的结果。"""
    extension: Extension | None
    errors: list[UserError]


class Facility(TypedDict, total=False):
    """阵地台账：一个社区的功能室、面积和藏书；是否达标由本区标准（facilityRules）判定。"""
    id: str
    organization: Organization
    address: str
    serviceArea: str
    outdoorArea: str
    books: int
    rooms: list[FacilityRoom]
    note: str
    checkedOn: str
    version: int
    met: bool
    lacking: list[str]
    photos: Connection[FacilityPhoto]
    history: Connection[Event]


class FacilityLack(TypedDict, total=False):
    """一项标准，和已登记的社区里有几个不足。"""
    code: str
    room: FacilityRoom | None
    label: str
    threshold: str | None
    communities: int

FacilityOrder = Literal["NEWEST", "OLDEST", "CHECKED", "PLACE"]


class FacilityPhoto(TypedDict, total=False):
    """阵地照片：一个社区的一个功能室，或阵地整体。"""
    id: str
    facility: Facility
    room: FacilityRoom | None
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

FacilityPhotoOrder = Literal["NEWEST", "OLDEST"]


class FacilityPhotographInput(TypedDict):
    """facilityPhotograph 的输入。"""
    id: str
    photos: list[EvidenceInput]
    room: NotRequired[FacilityRoom | None]


class FacilityPhotographPayload(TypedDict, total=False):
    """facilityPhotograph 的结果。"""
    facility: Facility | None
    errors: list[UserError]


class FacilityRecordInput(TypedDict):
    """facilityRecord 的输入。"""
    version: NotRequired[int | None]
    organization: str
    serviceArea: str
    outdoorArea: str
    books: int
    rooms: list[FacilityRoom]
    address: NotRequired[str | None]
    checkedOn: NotRequired[str | None]
    note: NotRequired[str | None]


class FacilityRecordPayload(TypedDict, total=False):
    """facilityRecord 的结果。"""
    facility: Facility | None
    errors: list[UserError]

FacilityRoom = Literal["OFFICE", "LIBRARY", "TALKS", "POLICE", "MEMBERS", "CULTURE", "SERVING", "MOBILE", "LABOUR", "HEALTH", "PARTY_SCHOOL", "SCIENCE_SCHOOL", "HALL", "CENTRE"]


class FacilityRules(TypedDict, total=False):
    """区级设置：阵地建设标准。社区阵地达标的标准。改动即时生效，各社区是否达标随之重新计算。"""
    version: int
    serviceArea: str
    outdoorArea: str
    books: int
    rooms: list[str]
    checkDays: int


class FacilityRulesEditInput(TypedDict):
    """facilityRulesEdit 的输入。"""
    version: NotRequired[int | None]
    serviceArea: NotRequired[str | None]
    outdoorArea: NotRequired[str | None]
    books: NotRequired[int | None]
    rooms: NotRequired[list[str] | None]
    checkDays: NotRequired[int | None]


class FacilityRulesEditPayload(TypedDict, total=False):
    """facilityRulesEdit 的结果。"""
    rules: FacilityRules | None
    errors: list[UserError]


class FacilityStandards(TypedDict, total=False):
    """阵地达标情况：与“阵地达标情况”页面是同一组数。"""
    place: FacilityStandardsPlace
    parts: list[FacilityStandardsPlace]


class FacilityStandardsPlace(TypedDict, total=False):
    """一个组织（含下级）的阵地达标情况。"""
    id: str
    code: str
    name: str
    communities: int
    recorded: int
    unrecorded: int
    met: int
    share: str | None
    lacking: list[FacilityLack]


class FacilityphotoRemoveInput(TypedDict):
    """facilityphotoRemove 的输入。"""
    id: str
    reason: str


class FacilityphotoRemovePayload(TypedDict, total=False):
    """facilityphotoRemove 的结果。"""
    facility: Facility | None
    errors: list[UserError]


class Finding(TypedDict, total=False):
    """检查结果：一个检查对象的一项检查事项是否符合；确认后，不符合的登记为问题（问题的 origin 是它）。"""
    id: str
    target: InspectionTarget
    item: InspectionItem
    result: FindingResult
    resultLabel: str
    severity: ProblemSeverity | None
    note: str
    score: str | None
    recorder: str
    recordedAt: str
    files: Connection[FindingFile]


class FindingAttachInput(TypedDict):
    """findingAttach 的输入。"""
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str


class FindingAttachPayload(TypedDict, total=False):
    """findingAttach 的结果。"""
    finding: Finding | None
    errors: list[UserError]


class FindingFile(TypedDict, total=False):
    """现场材料：检查时拍的照片和收集的文件。"""
    id: str
    finding: Finding
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

FindingFileOrder = Literal["OLDEST", "NEWEST"]


class FindingInput(TypedDict):
    """走访中发现的一个问题，登记到问题清单。"""
    title: str
    detail: NotRequired[str | None]
    severity: NotRequired[ProblemSeverity | None]

FindingOrder = Literal["OLDEST", "NEWEST"]

FindingResult = Literal["MET", "MOSTLY", "UNMET", "NA"]


class Grant(TypedDict, total=False):
    """专项权限：在职务之外授予某个账号的权限。管理员可见全部，其他人只见本人的。"""
    id: str
    person: str
    user: User | None
    kind: GrantKind
    at: Node | None
    atName: str
    since: str | None


class GrantGiveInput(TypedDict):
    """grantGive 的输入。"""
    user: str
    reason: NotRequired[str | None]
    grant: GrantKind
    at: str


class GrantGivePayload(TypedDict, total=False):
    """grantGive 的结果。"""
    grant: Grant | None
    errors: list[UserError]

GrantKind = Literal["VIEW_SUBTREE", "COORDINATE_SUBTREE", "VIEW_UNIT_AFFAIRS", "ACT_FOR_UNIT", "VIEW_ONE_AGREEMENT"]

GrantOrder = Literal["NEWEST", "OLDEST"]


class GrantRevokeInput(TypedDict):
    """grantRevoke 的输入。"""
    id: str
    reason: NotRequired[str | None]


class GrantRevokePayload(TypedDict, total=False):
    """grantRevoke 的结果。"""
    user: User | None
    errors: list[UserError]


class Inquiry(TypedDict, total=False):
    """质询：成员询问议定事项的落实情况，由会议组织方答复。"""
    id: str
    decision: Decision
    seat: Seat
    question: str
    answer: str
    answerer: str
    askedAt: str
    answeredAt: str | None
    status: InquiryStatus
    statusLabel: str
    version: int
    history: Connection[Event]


class InquiryAnswerInput(TypedDict):
    """inquiryAnswer 的输入。"""
    version: NotRequired[int | None]
    id: str
    answer: str


class InquiryAnswerPayload(TypedDict, total=False):
    """inquiryAnswer 的结果。"""
    inquiry: Inquiry | None
    errors: list[UserError]


class InquiryAskInput(TypedDict):
    """inquiryAsk 的输入。"""
    decision: str
    question: str


class InquiryAskPayload(TypedDict, total=False):
    """inquiryAsk 的结果。"""
    inquiry: Inquiry | None
    errors: list[UserError]

InquiryOrder = Literal["OLDEST", "NEWEST"]

InquiryStatus = Literal["ASKED", "ANSWERED"]


class Inspection(TypedDict, total=False):
    """督导检查：区或街道对下级和驻区单位的定点监测、实地检查、随机抽查。"""
    id: str
    number: str
    title: str
    kind: InspectionKind
    organization: Organization
    startsOn: str
    endsOn: str
    scope: str
    unannounced: bool
    status: InspectionStatus
    statusLabel: str
    createdAt: str
    issuedAt: str | None
    summary: str
    finishedAt: str | None
    items: Connection[InspectionItem]
    teams: Connection[InspectionTeam]
    targets: Connection[InspectionTarget]
    draws: Connection[InspectionDraw]
    version: int
    history: Connection[Event]


class InspectionAnnounceInput(TypedDict):
    """inspectionAnnounce 的输入。"""
    version: NotRequired[int | None]
    id: str
    population: DrawPopulation
    count: int
    perStreet: NotRequired[bool | None]
    below: NotRequired[str | None]
    unitKind: NotRequired[UnitKind | None]
    publicSource: NotRequired[str | None]


class InspectionAnnouncePayload(TypedDict, total=False):
    """inspectionAnnounce 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionCancelInput(TypedDict):
    """inspectionCancel 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class InspectionCancelPayload(TypedDict, total=False):
    """inspectionCancel 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionChooseInput(TypedDict):
    """inspectionChoose 的输入。"""
    version: NotRequired[int | None]
    id: str
    owners: list[str]


class InspectionChoosePayload(TypedDict, total=False):
    """inspectionChoose 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionDraw(TypedDict, total=False):
    """随机抽取：把名单中每个代码与种子按“种子:代码”求 SHA-256，从小到大取前几个；种子由公布方案的事件摘要（和约定的公开随机数）组成，任何人都可以重新计算。"""
    id: str
    inspection: Inspection
    population: DrawPopulation
    below: Organization
    unitKind: UnitKind | None
    perStreet: bool
    count: int
    size: int
    algorithm: str
    populationSha256: str
    publicSource: str
    announcedAt: str
    announcer: str
    eventHash: str
    publicNumber: str
    seed: str
    drawnAt: str | None
    members: Connection[DrawMember]


class InspectionDrawInput(TypedDict):
    """inspectionDraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    publicNumber: NotRequired[str | None]

InspectionDrawOrder = Literal["OLDEST", "NEWEST"]


class InspectionDrawPayload(TypedDict, total=False):
    """inspectionDraw 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionEditInput(TypedDict):
    """inspectionEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    kind: NotRequired[InspectionKind | None]
    startsOn: NotRequired[str | None]
    endsOn: NotRequired[str | None]
    scope: NotRequired[str | None]
    lines: NotRequired[str | None]
    unannounced: NotRequired[bool | None]


class InspectionEditPayload(TypedDict, total=False):
    """inspectionEdit 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionFindingInput(TypedDict):
    """一项检查事项的结果。"""
    item: str
    result: FindingResult
    note: NotRequired[str | None]
    severity: NotRequired[ProblemSeverity | None]


class InspectionFinishInput(TypedDict):
    """inspectionFinish 的输入。"""
    version: NotRequired[int | None]
    id: str
    summary: str


class InspectionFinishPayload(TypedDict, total=False):
    """inspectionFinish 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionIssueInput(TypedDict):
    """inspectionIssue 的输入。"""
    version: NotRequired[int | None]
    id: str


class InspectionIssuePayload(TypedDict, total=False):
    """inspectionIssue 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionItem(TypedDict, total=False):
    """检查事项：检查什么、标准和分值。"""
    id: str
    inspection: Inspection
    order: int
    title: str
    standard: str
    points: str | None

InspectionItemOrder = Literal["ORDER", "OLDEST", "NEWEST"]

InspectionKind = Literal["MONITORING", "ON_SITE", "RANDOM"]

InspectionOrder = Literal["OLDEST", "NEWEST", "STARTING", "ENDING"]


class InspectionPlanInput(TypedDict):
    """inspectionPlan 的输入。"""
    organization: str
    title: str
    kind: InspectionKind
    startsOn: str
    endsOn: str
    scope: str
    lines: str
    unannounced: NotRequired[bool | None]


class InspectionPlanPayload(TypedDict, total=False):
    """inspectionPlan 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionRules(TypedDict, total=False):
    """区级设置：督导检查。检查结果由被检查方在期限内确认或申诉；期限按工作日计算。"""
    version: int
    confirmDays: int
    answerDays: int
    remindBefore: list[int]
    silenceConfirms: bool
    mostlyShare: str
    mostlyIsProblem: bool
    recusal: bool


class InspectionRulesEditInput(TypedDict):
    """inspectionRulesEdit 的输入。"""
    version: NotRequired[int | None]
    confirmDays: NotRequired[int | None]
    answerDays: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]
    silenceConfirms: NotRequired[bool | None]
    mostlyShare: NotRequired[str | None]
    mostlyIsProblem: NotRequired[bool | None]
    recusal: NotRequired[bool | None]


class InspectionRulesEditPayload(TypedDict, total=False):
    """inspectionRulesEdit 的结果。"""
    rules: InspectionRules | None
    errors: list[UserError]


class InspectionSpreadInput(TypedDict):
    """inspectionSpread 的输入。"""
    version: NotRequired[int | None]
    id: str


class InspectionSpreadPayload(TypedDict, total=False):
    """inspectionSpread 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]

InspectionStatus = Literal["DRAFT", "ISSUED", "CHECKING", "COMPLETED", "CANCELLED"]


class InspectionTarget(TypedDict, total=False):
    """检查对象：被检查的组织或单位，它的结果、确认和申诉。"""
    id: str
    inspection: Inspection
    organization: Organization
    unit: ResidentUnit | None
    drawn: bool
    team: InspectionTeam | None
    dueOn: str
    visitedOn: str | None
    conclusion: str
    score: str | None
    unmet: int
    submittedAt: str | None
    submitter: str
    confirmDueOn: str | None
    confirmedAt: str | None
    objection: str
    objectedAt: str | None
    answerDueOn: str | None
    answer: str
    answeredAt: str | None
    status: InspectionTargetStatus
    statusLabel: str
    findings: Connection[Finding]
    version: int
    history: Connection[Event]

InspectionTargetOrder = Literal["OLDEST", "NEWEST", "DUE", "CONFIRM_DUE"]

InspectionTargetStatus = Literal["PENDING", "CHECKING", "CHECKED", "OBJECTED", "CONFIRMED", "CLOSED", "DROPPED"]


class InspectionTeam(TypedDict, total=False):
    """检查组：组长、成员和它的检查对象。"""
    id: str
    inspection: Inspection
    order: int
    name: str
    head: str
    people: str
    version: int
    targets: Connection[InspectionTarget]

InspectionTeamOrder = Literal["ORDER", "OLDEST", "NEWEST"]


class InspectiontargetAssignInput(TypedDict):
    """inspectiontargetAssign 的输入。"""
    version: NotRequired[int | None]
    id: str
    team: str
    dueOn: NotRequired[str | None]


class InspectiontargetAssignPayload(TypedDict, total=False):
    """inspectiontargetAssign 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectiontargetCloseInput(TypedDict):
    """inspectiontargetClose 的输入。"""
    version: NotRequired[int | None]
    id: str


class InspectiontargetClosePayload(TypedDict, total=False):
    """inspectiontargetClose 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectiontargetConfirmInput(TypedDict):
    """inspectiontargetConfirm 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class InspectiontargetConfirmPayload(TypedDict, total=False):
    """inspectiontargetConfirm 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectiontargetCorrectInput(TypedDict):
    """inspectiontargetCorrect 的输入。"""
    version: NotRequired[int | None]
    id: str
    answer: str


class InspectiontargetCorrectPayload(TypedDict, total=False):
    """inspectiontargetCorrect 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectiontargetDropInput(TypedDict):
    """inspectiontargetDrop 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class InspectiontargetDropPayload(TypedDict, total=False):
    """inspectiontargetDrop 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectiontargetObjectInput(TypedDict):
    """inspectiontargetObject 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class InspectiontargetObjectPayload(TypedDict, total=False):
    """inspectiontargetObject 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectiontargetRecordInput(TypedDict):
    """inspectiontargetRecord 的输入。"""
    version: NotRequired[int | None]
    id: str
    visitedOn: str
    findings: list[InspectionFindingInput]


class InspectiontargetRecordPayload(TypedDict, total=False):
    """inspectiontargetRecord 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectiontargetSubmitInput(TypedDict):
    """inspectiontargetSubmit 的输入。"""
    version: NotRequired[int | None]
    id: str
    conclusion: str


class InspectiontargetSubmitPayload(TypedDict, total=False):
    """inspectiontargetSubmit 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectiontargetUpholdInput(TypedDict):
    """inspectiontargetUphold 的输入。"""
    version: NotRequired[int | None]
    id: str
    answer: str


class InspectiontargetUpholdPayload(TypedDict, total=False):
    """inspectiontargetUphold 的结果。"""
    inspectionTarget: InspectionTarget | None
    errors: list[UserError]


class InspectionteamDissolveInput(TypedDict):
    """inspectionteamDissolve 的输入。"""
    version: NotRequired[int | None]
    id: str


class InspectionteamDissolvePayload(TypedDict, total=False):
    """inspectionteamDissolve 的结果。"""
    inspection: Inspection | None
    errors: list[UserError]


class InspectionteamFormInput(TypedDict):
    """inspectionteamForm 的输入。"""
    version: NotRequired[int | None]
    inspection: str
    team: NotRequired[str | None]
    name: str
    head: str
    people: NotRequired[str | None]
    members: NotRequired[list[str] | None]


class InspectionteamFormPayload(TypedDict, total=False):
    """inspectionteamForm 的结果。"""
    inspectionTeam: InspectionTeam | None
    errors: list[UserError]


class Invitation(TypedDict, total=False):
    """参会通知：一名成员对会议通知的答复和到会情况。"""
    id: str
    meeting: Meeting
    seat: Seat
    answer: InvitationAnswer
    answerLabel: str
    reason: str
    delegate: str
    answeredAt: str | None
    presence: InvitationPresence
    presenceLabel: str

InvitationAnswer = Literal["NONE", "ATTEND", "LEAVE", "DELEGATE"]


class InvitationAnswerInput(TypedDict):
    """invitationAnswer 的输入。"""
    id: str
    answer: InvitationAnswer
    reason: NotRequired[str | None]
    delegate: NotRequired[str | None]


class InvitationAnswerPayload(TypedDict, total=False):
    """invitationAnswer 的结果。"""
    invitation: Invitation | None
    errors: list[UserError]

InvitationOrder = Literal["OLDEST", "NEWEST"]

InvitationPresence = Literal["UNKNOWN", "PRESENT", "DELEGATE", "ABSENT"]


class JointBranch(TypedDict, total=False):
    """联合支部：一个新兴领域内几个单位共同的党组织。"""
    id: str
    name: str
    cluster: Cluster
    secretary: str
    foundedOn: str
    version: int
    members: Connection[ClusterUnit]
    history: Connection[Event]

JointBranchOrder = Literal["NEWEST", "OLDEST"]


class JointbranchDissolveInput(TypedDict):
    """jointbranchDissolve 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class JointbranchDissolvePayload(TypedDict, total=False):
    """jointbranchDissolve 的结果。"""
    cluster: Cluster | None
    errors: list[UserError]


class JointbranchEditInput(TypedDict):
    """jointbranchEdit 的输入。"""
    version: NotRequired[int | None]
    secretary: NotRequired[str | None]
    id: str
    name: NotRequired[str | None]


class JointbranchEditPayload(TypedDict, total=False):
    """jointbranchEdit 的结果。"""
    jointBranch: JointBranch | None
    errors: list[UserError]


class JointbranchFoundInput(TypedDict):
    """jointbranchFound 的输入。"""
    secretary: NotRequired[str | None]
    cluster: str
    name: str
    members: list[str]
    foundedOn: NotRequired[str | None]


class JointbranchFoundPayload(TypedDict, total=False):
    """jointbranchFound 的结果。"""
    jointBranch: JointBranch | None
    errors: list[UserError]

ListingCategory = Literal["VENUE", "PEOPLE", "FUNDS", "GOODS", "TECHNOLOGY", "CULTURE", "MEDICAL", "LEGAL", "EDUCATION", "PARKING", "OTHER"]

ListingExtent = Literal["NONE", "PARTIAL", "COMPLETE"]

ListingStatus = Literal["DRAFT", "SUBMITTED", "RETURNED", "OPEN", "CLOSED", "WITHDRAWN", "EXPIRED"]


class Material(TypedDict, total=False):
    """共享资料：组织或驻区单位在公开范围内共享的文件、信息和案例，由街道（区）审核发布，到期自动下线。"""
    id: str
    title: str
    kind: str
    content: str
    organization: Organization
    unit: ResidentUnit | None
    audience: Organization
    endsOn: str
    status: MaterialStatus
    statusLabel: str
    createdAt: str
    submittedAt: str | None
    publishedAt: str | None
    version: int
    files: Connection[MaterialFile]
    history: Connection[Event]


class MaterialCreateInput(TypedDict):
    """materialCreate 的输入。"""
    owner: str
    title: str
    kind: str
    content: str
    audience: NotRequired[str | None]
    endsOn: NotRequired[str | None]
    files: NotRequired[list[EvidenceInput] | None]


class MaterialCreatePayload(TypedDict, total=False):
    """materialCreate 的结果。"""
    material: Material | None
    errors: list[UserError]


class MaterialEditInput(TypedDict):
    """materialEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    kind: NotRequired[str | None]
    content: NotRequired[str | None]
    audience: NotRequired[str | None]
    endsOn: NotRequired[str | None]
    files: NotRequired[list[EvidenceInput] | None]


class MaterialEditPayload(TypedDict, total=False):
    """materialEdit 的结果。"""
    material: Material | None
    errors: list[UserError]


class MaterialExtendInput(TypedDict):
    """materialExtend 的输入。"""
    version: NotRequired[int | None]
    id: str
    endsOn: str


class MaterialExtendPayload(TypedDict, total=False):
    """materialExtend 的结果。"""
    material: Material | None
    errors: list[UserError]


class MaterialFile(TypedDict, total=False):
    """共享资料的附件。"""
    id: str
    material: Material
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

MaterialFileOrder = Literal["OLDEST", "NEWEST"]

MaterialOrder = Literal["NEWEST", "OLDEST", "ENDING"]


class MaterialPublishInput(TypedDict):
    """materialPublish 的输入。"""
    version: NotRequired[int | None]
    id: str


class MaterialPublishPayload(TypedDict, total=False):
    """materialPublish 的结果。"""
    material: Material | None
    errors: list[UserError]


class MaterialReturnInput(TypedDict):
    """materialReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class MaterialReturnPayload(TypedDict, total=False):
    """materialReturn 的结果。"""
    material: Material | None
    errors: list[UserError]


class MaterialRules(TypedDict, total=False):
    """区级设置：资料共享。共享资料的类别、有效期和到期提醒。到期后自动转为“已过期”，到期前可以延长。"""
    version: int
    kinds: list[str]
    openDays: int
    remindBefore: list[int]


class MaterialRulesEditInput(TypedDict):
    """materialRulesEdit 的输入。"""
    version: NotRequired[int | None]
    kinds: NotRequired[list[str] | None]
    openDays: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]


class MaterialRulesEditPayload(TypedDict, total=False):
    """materialRulesEdit 的结果。"""
    rules: MaterialRules | None
    errors: list[UserError]

MaterialStatus = Literal["DRAFT", "SUBMITTED", "RETURNED", "PUBLISHED", "WITHDRAWN", "EXPIRED"]


class MaterialSubmitInput(TypedDict):
    """materialSubmit 的输入。"""
    version: NotRequired[int | None]
    id: str


class MaterialSubmitPayload(TypedDict, total=False):
    """materialSubmit 的结果。"""
    material: Material | None
    errors: list[UserError]


class MaterialWithdrawInput(TypedDict):
    """materialWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class MaterialWithdrawPayload(TypedDict, total=False):
    """materialWithdraw 的结果。"""
    material: Material | None
    errors: list[UserError]


class Me(TypedDict, total=False):
    """当前调用者：登录的人员，或第三方应用。"""
    kind: str
    label: str
    permissions: list[Right]
    unreadNotices: int


class Meeting(TypedDict, total=False):
    """会议：从筹备、通知、开会到纪要印发。"""
    id: str
    number: str
    title: str
    body: Body
    organization: Organization
    startsAt: str
    venue: str
    note: str
    status: MeetingStatus
    statusLabel: str
    notifiedAt: str | None
    openedAt: str | None
    closedAt: str | None
    entitled: int | None
    present: int | None
    minutes: str
    confirmedAt: str | None
    documentNumber: str
    issuedAt: str | None
    minutesUrl: str | None
    version: int
    invitations: Connection[Invitation]
    topics: Connection[Topic]
    decisions: Connection[Decision]
    history: Connection[Event]


class MeetingAttendInput(TypedDict):
    """meetingAttend 的输入。"""
    version: NotRequired[int | None]
    id: str
    attendance: list[AttendanceInput]


class MeetingAttendPayload(TypedDict, total=False):
    """meetingAttend 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]

MeetingCadence = Literal["MONTHLY", "QUARTERLY", "HALF_YEARLY"]


class MeetingCancelInput(TypedDict):
    """meetingCancel 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class MeetingCancelPayload(TypedDict, total=False):
    """meetingCancel 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class MeetingCloseInput(TypedDict):
    """meetingClose 的输入。"""
    version: NotRequired[int | None]
    id: str


class MeetingClosePayload(TypedDict, total=False):
    """meetingClose 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class MeetingEditInput(TypedDict):
    """meetingEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    startsAt: NotRequired[str | None]
    venue: NotRequired[str | None]
    note: NotRequired[str | None]


class MeetingEditPayload(TypedDict, total=False):
    """meetingEdit 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class MeetingNotifyInput(TypedDict):
    """meetingNotify 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class MeetingNotifyPayload(TypedDict, total=False):
    """meetingNotify 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class MeetingOpenInput(TypedDict):
    """meetingOpen 的输入。"""
    version: NotRequired[int | None]
    id: str


class MeetingOpenPayload(TypedDict, total=False):
    """meetingOpen 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]

MeetingOrder = Literal["LATEST", "SOONEST"]


class MeetingPlanInput(TypedDict):
    """meetingPlan 的输入。"""
    body: str
    title: str
    startsAt: str
    venue: str
    note: NotRequired[str | None]


class MeetingPlanPayload(TypedDict, total=False):
    """meetingPlan 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class MeetingPostponeInput(TypedDict):
    """meetingPostpone 的输入。"""
    version: NotRequired[int | None]
    id: str
    startsAt: str
    venue: NotRequired[str | None]
    reason: str


class MeetingPostponePayload(TypedDict, total=False):
    """meetingPostpone 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]

MeetingStatus = Literal["DRAFT", "NOTIFIED", "IN_SESSION", "HELD", "MINUTED", "CONFIRMED", "ISSUED", "CANCELLED"]


class MinutesConfirmInput(TypedDict):
    """minutesConfirm 的输入。"""
    version: NotRequired[int | None]
    id: str


class MinutesConfirmPayload(TypedDict, total=False):
    """minutesConfirm 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class MinutesIssueInput(TypedDict):
    """minutesIssue 的输入。"""
    version: NotRequired[int | None]
    id: str


class MinutesIssuePayload(TypedDict, total=False):
    """minutesIssue 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class MinutesReturnInput(TypedDict):
    """minutesReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class MinutesReturnPayload(TypedDict, total=False):
    """minutesReturn 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class MinutesSubmitInput(TypedDict):
    """minutesSubmit 的输入。"""
    version: NotRequired[int | None]
    id: str
    minutes: str


class MinutesSubmitPayload(TypedDict, total=False):
    """minutesSubmit 的结果。"""
    meeting: Meeting | None
    errors: list[UserError]


class Need(TypedDict, total=False):
    """需求：组织或驻区单位提出的、请他方帮助的事项。"""
    id: str
    title: str
    category: ListingCategory
    description: str
    quantity: str
    measure: str
    dueOn: str
    status: ListingStatus
    stage: str
    claimed: str
    fulfilled: str
    remaining: str
    commitStatus: ListingExtent
    fulfilStatus: ListingExtent
    createdAt: str
    publishedAt: str | None
    version: int
    ownerName: str
    organization: Organization
    unit: ResidentUnit | None
    audience: Organization
    originLabel: str
    claims: Connection[Claim]
    history: Connection[Event]


class NeedCreateInput(TypedDict):
    """needCreate 的输入。"""
    owner: str
    title: str
    category: ListingCategory
    quantity: str
    measure: str
    dueOn: str
    description: NotRequired[str | None]
    audience: NotRequired[str | None]


class NeedCreatePayload(TypedDict, total=False):
    """needCreate 的结果。"""
    need: Need | None
    errors: list[UserError]


class NeedEditInput(TypedDict):
    """needEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    category: NotRequired[ListingCategory | None]
    quantity: NotRequired[str | None]
    measure: NotRequired[str | None]
    dueOn: NotRequired[str | None]
    description: NotRequired[str | None]
    audience: NotRequired[str | None]


class NeedEditPayload(TypedDict, total=False):
    """needEdit 的结果。"""
    need: Need | None
    errors: list[UserError]

NeedOrder = Literal["NEWEST", "OLDEST", "DUE", "QUANTITY"]


class NeedPublishInput(TypedDict):
    """needPublish 的输入。"""
    version: NotRequired[int | None]
    id: str


class NeedPublishPayload(TypedDict, total=False):
    """needPublish 的结果。"""
    need: Need | None
    errors: list[UserError]


class NeedReturnInput(TypedDict):
    """needReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class NeedReturnPayload(TypedDict, total=False):
    """needReturn 的结果。"""
    need: Need | None
    errors: list[UserError]


class NeedSubmitInput(TypedDict):
    """needSubmit 的输入。"""
    version: NotRequired[int | None]
    id: str


class NeedSubmitPayload(TypedDict, total=False):
    """needSubmit 的结果。"""
    need: Need | None
    errors: list[UserError]


class NeedWithdrawInput(TypedDict):
    """needWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class NeedWithdrawPayload(TypedDict, total=False):
    """needWithdraw 的结果。"""
    need: Need | None
    errors: list[UserError]


class Node(TypedDict, total=False):
    """有全局编号的记录，可以用 node(id) 直接读取。"""
    id: str


class Notice(TypedDict, total=False):
    """通知：与您有关的一件事。"""
    id: str
    text: str
    subject: Node | None
    createdAt: str
    readAt: str | None
    unread: bool

NoticeOrder = Literal["NEWEST", "OLDEST"]


class NoticesReadInput(TypedDict):
    """noticesRead 的输入。"""
    ids: NotRequired[list[str] | None]


class NoticesReadPayload(TypedDict, total=False):
    """noticesRead 的结果。"""
    read: int | None
    errors: list[UserError]


class Organization(TypedDict, total=False):
    """组织：区、街道、片区、社区、网格构成的树。"""
    id: str
    code: str
    name: str
    level: OrganizationLevel
    retiredOn: str | None
    version: int
    depth: int
    parent: Organization | None
    children: Connection[Organization]
    units: Connection[ResidentUnit]
    agreements: Connection[Agreement]
    needs: Connection[Need]
    resources: Connection[Resource]
    claims: Connection[Claim]
    posts: Connection[Post]
    agreementCounts: list[StatusCount]
    needCounts: list[StatusCount]
    resourceCounts: list[StatusCount]
    claimCounts: list[StatusCount]
    overdueTasks: int
    overdueRectifications: int
    history: Connection[Event]


class OrganizationAddInput(TypedDict):
    """organizationAdd 的输入。"""
    parent: str
    level: OrganizationLevel
    name: str
    code: NotRequired[str | None]


class OrganizationAddPayload(TypedDict, total=False):
    """organizationAdd 的结果。"""
    organization: Organization | None
    errors: list[UserError]


class OrganizationEditInput(TypedDict):
    """organizationEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    name: NotRequired[str | None]
    code: NotRequired[str | None]
    parent: NotRequired[str | None]


class OrganizationEditPayload(TypedDict, total=False):
    """organizationEdit 的结果。"""
    organization: Organization | None
    errors: list[UserError]

OrganizationLevel = Literal["DISTRICT", "SUBDISTRICT", "AREA", "COMMUNITY", "GRID"]

OrganizationOrder = Literal["TREE", "NAME", "CODE"]


class OrganizationRestoreInput(TypedDict):
    """organizationRestore 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class OrganizationRestorePayload(TypedDict, total=False):
    """organizationRestore 的结果。"""
    organization: Organization | None
    errors: list[UserError]


class OrganizationRetireInput(TypedDict):
    """organizationRetire 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str
    successor: NotRequired[str | None]


class OrganizationRetirePayload(TypedDict, total=False):
    """organizationRetire 的结果。"""
    organization: Organization | None
    errors: list[UserError]


class OutpostAppraisal(TypedDict, total=False):
    """派出机构评价：街道每年对设在本街道的派出机构的评分和意见。"""
    id: str
    outpost: Department
    year: int
    organization: Organization
    score: str
    words: str
    givenAt: str
    version: int
    history: Connection[Event]

OutpostAppraisalOrder = Literal["NEWEST", "OLDEST", "SCORE"]


class OutpostappraisalGiveInput(TypedDict):
    """outpostappraisalGive 的输入。"""
    outpost: str
    year: int
    score: str
    words: str


class OutpostappraisalGivePayload(TypedDict, total=False):
    """outpostappraisalGive 的结果。"""
    outpostAppraisal: OutpostAppraisal | None
    errors: list[UserError]


class OutpostappraisalReviseInput(TypedDict):
    """outpostappraisalRevise 的输入。"""
    version: NotRequired[int | None]
    id: str
    score: NotRequired[str | None]
    words: NotRequired[str | None]


class OutpostappraisalRevisePayload(TypedDict, total=False):
    """outpostappraisalRevise 的结果。"""
    outpostAppraisal: OutpostAppraisal | None
    errors: list[UserError]


class PageInfo(TypedDict, total=False):
    """翻页信息。"""
    hasNextPage: bool
    hasPreviousPage: bool
    startCursor: str | None
    endCursor: str | None


class Paper(TypedDict, total=False):
    """议题材料：会前供成员阅读的文件。"""
    id: str
    topic: Topic
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str


class PaperAddInput(TypedDict):
    """paperAdd 的输入。"""
    version: NotRequired[int | None]
    id: str
    papers: list[EvidenceInput]


class PaperAddPayload(TypedDict, total=False):
    """paperAdd 的结果。"""
    topic: Topic | None
    errors: list[UserError]

PaperOrder = Literal["OLDEST", "NEWEST"]


class PartyInput(TypedDict):
    """协议的一方。"""
    party: str
    duties: NotRequired[str | None]
    head: NotRequired[str | None]
    liaison: NotRequired[str | None]


class PersonalToken(TypedDict, total=False):
    """个人令牌：与生成它的人权限相同，用于试用接口。本人可见自己的，安全管理员可见全部；令牌本身不能再看到。"""
    id: str
    name: str
    hint: str
    user: User | None
    canWrite: bool
    status: PersonalTokenStatus
    version: int
    createdAt: str
    expiresAt: str
    lastUsedAt: str | None
    lastUsedFrom: str | None


class PersonalTokenCreateInput(TypedDict):
    """personalTokenCreate 的输入。"""
    name: str
    days: NotRequired[int | None]
    canWrite: NotRequired[bool | None]


class PersonalTokenCreatePayload(TypedDict, total=False):
    """personalTokenCreate 的结果。"""
    secret: str | None
    personalToken: PersonalToken | None
    errors: list[UserError]

PersonalTokenOrder = Literal["NEWEST", "OLDEST"]


class PersonalTokenRevokeInput(TypedDict):
    """personalTokenRevoke 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class PersonalTokenRevokePayload(TypedDict, total=False):
    """personalTokenRevoke 的结果。"""
    personalToken: PersonalToken | None
    errors: list[UserError]

PersonalTokenStatus = Literal["ACTIVE", "REVOKED"]

PlaceStanding = Literal["MET", "PARTLY", "BEHIND", "UNKNOWN"]


class PlannedStep(TypedDict, total=False):
    """步骤安排：专项工作的一个步骤，从哪天到哪天、做什么、报什么。"""
    id: str
    campaign: Campaign
    position: int
    stage: str
    title: str
    requirement: str
    startsOn: str
    dueOn: str
    evidence: bool
    measure: str
    steps: Connection[CampaignStep]


class PlannedStepInput(TypedDict):
    """步骤安排。"""
    stage: str
    title: str
    requirement: str
    evidence: NotRequired[bool | None]
    measure: NotRequired[str | None]
    startsOn: str
    dueOn: str

PlannedStepOrder = Literal["POSITION", "DUE", "NEWEST", "OLDEST"]


class Post(TypedDict, total=False):
    """职务：一个人在某组织或单位的角色及任期。"""
    id: str
    person: str
    user: User | None
    role: PostRole
    kind: PostKind
    title: str
    organization: Organization | None
    unit: ResidentUnit | None
    department: Department | None
    homeUnit: ResidentUnit | None
    homeOrganization: Organization | None
    homeDepartment: Department | None
    startsOn: str
    endsOn: str | None
    version: int


class PostAppointInput(TypedDict):
    """postAppoint 的输入。"""
    user: str
    role: PostRole
    at: str
    kind: NotRequired[PostKind | None]
    title: NotRequired[str | None]
    homeUnit: NotRequired[str | None]
    homeOrganization: NotRequired[str | None]
    homeDepartment: NotRequired[str | None]
    startsOn: str
    endsOn: NotRequired[str | None]


class PostAppointPayload(TypedDict, total=False):
    """postAppoint 的结果。"""
    post: Post | None
    errors: list[UserError]


class PostEditInput(TypedDict):
    """postEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: str


class PostEditPayload(TypedDict, total=False):
    """postEdit 的结果。"""
    post: Post | None
    errors: list[UserError]


class PostEndInput(TypedDict):
    """postEnd 的输入。"""
    id: str
    endsOn: NotRequired[str | None]
    reason: NotRequired[str | None]


class PostEndPayload(TypedDict, total=False):
    """postEnd 的结果。"""
    post: Post | None
    errors: list[UserError]

PostKind = Literal["REGULAR", "CONCURRENT", "CROSS", "SECONDED"]

PostOrder = Literal["NEWEST", "OLDEST"]

PostRole = Literal["DISTRICT_LEADER", "DISTRICT_OFFICE", "SUBDISTRICT_SECRETARY", "SUBDISTRICT_OFFICE", "COMMUNITY_SECRETARY", "COMMUNITY_OFFICER", "COMMITTEE_MEMBER", "DEPARTMENT_HEAD", "DEPARTMENT_OFFICER", "UNIT_HEAD", "UNIT_LIAISON", "SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN", "CLIENT"]


class PostRules(TypedDict, total=False):
    """区级设置：职务任期。兼职委员、交叉任职、挂职等有任期的职务，届满前提醒本人和所在组织。"""
    version: int
    remindBefore: list[int]


class PostRulesEditInput(TypedDict):
    """postRulesEdit 的输入。"""
    version: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]


class PostRulesEditPayload(TypedDict, total=False):
    """postRulesEdit 的结果。"""
    rules: PostRules | None
    errors: list[UserError]


class Problem(TypedDict, total=False):
    """问题：在哪个组织、从哪里发现、有多严重；编号不重复使用。"""
    id: str
    number: str
    title: str
    detail: str
    source: ProblemSource
    category: ProblemCategory
    severity: ProblemSeverity
    status: ProblemStatus
    statusLabel: str
    organization: Organization
    reportedBy: Organization | None
    reporter: str
    originLabel: str
    reportedAt: str
    orderDueOn: str | None
    orderLight: DueLight | None
    orderDaysLeft: int | None
    closedAt: str | None
    follows: Problem | None
    rectifications: Connection[Rectification]
    version: int
    history: Connection[Event]

ProblemCategory = Literal["ORGANIZATION", "DUTY", "TEAM", "CO_BUILDING", "SERVICE", "GOVERNANCE", "FACILITY", "DISCIPLINE", "OTHER"]


class ProblemDismissInput(TypedDict):
    """problemDismiss 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ProblemDismissPayload(TypedDict, total=False):
    """problemDismiss 的结果。"""
    problem: Problem | None
    errors: list[UserError]


class ProblemDispatchInput(TypedDict):
    """problemDispatch 的输入。"""
    version: NotRequired[int | None]
    id: str
    requirement: NotRequired[str | None]
    organization: NotRequired[str | None]
    dueOn: NotRequired[str | None]


class ProblemDispatchPayload(TypedDict, total=False):
    """problemDispatch 的结果。"""
    problem: Problem | None
    errors: list[UserError]


class ProblemEditInput(TypedDict):
    """problemEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    detail: NotRequired[str | None]
    source: NotRequired[ProblemSource | None]
    severity: NotRequired[ProblemSeverity | None]
    category: NotRequired[ProblemCategory | None]


class ProblemEditPayload(TypedDict, total=False):
    """problemEdit 的结果。"""
    problem: Problem | None
    errors: list[UserError]

ProblemOrder = Literal["NEWEST", "OLDEST"]


class ProblemReportInput(TypedDict):
    """problemReport 的输入。"""
    organization: str
    origin: NotRequired[str | None]
    title: str
    detail: str
    source: ProblemSource
    severity: ProblemSeverity
    category: NotRequired[ProblemCategory | None]


class ProblemReportPayload(TypedDict, total=False):
    """problemReport 的结果。"""
    problem: Problem | None
    errors: list[UserError]


class ProblemRevisitInput(TypedDict):
    """problemRevisit 的输入。"""
    id: str
    detail: str
    severity: NotRequired[ProblemSeverity | None]


class ProblemRevisitPayload(TypedDict, total=False):
    """problemRevisit 的结果。"""
    problem: Problem | None
    errors: list[UserError]


class ProblemRollup(TypedDict, total=False):
    """问题整改汇总：与“问题整改汇总”页面是同一组数。"""
    year: int
    lines: list[ProblemRollupLine]


class ProblemRollupLine(TypedDict, total=False):
    """一个组织当年登记的问题办到哪一步；下级组织的连同其下各级一并计入。"""
    id: str
    name: str
    total: int
    toOrder: int
    lateToOrder: int
    inHand: int
    overdue: int
    toClose: int
    closed: int
    dismissed: int
    share: str | None

ProblemSeverity = Literal["MINOR", "MAJOR", "GRAVE"]

ProblemSource = Literal["APPRAISAL", "INSPECTION", "CONTACT", "APPEAL", "MEETING", "ASSESSMENT", "SELF", "REVISIT", "OTHER"]

ProblemStatus = Literal["REPORTED", "DISPATCHED", "DISMISSED", "RECTIFYING", "CLOSED"]


class ProgressReport(TypedDict, total=False):
    """进展报告：任务办到哪一步、有什么困难。"""
    id: str
    assignment: Assignment
    progress: int
    before: int
    text: str
    difficulty: str
    final: bool
    by: str
    at: str
    files: Connection[AssignmentFile]

ProgressReportOrder = Literal["NEWEST", "OLDEST"]


class ProjectPart(TypedDict, total=False):
    """书记项目的一项内容：问题、报告、经验或标杆。"""
    id: str
    project: SecretaryProject
    kind: ProjectPartKind
    kindLabel: str
    text: str
    writtenAt: str | None
    files: Connection[ProjectPartFile]


class ProjectPartFile(TypedDict, total=False):
    """书记项目某项内容的材料。"""
    id: str
    part: ProjectPart
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

ProjectPartFileOrder = Literal["NEWEST", "OLDEST"]

ProjectPartKind = Literal["PROBLEM", "REPORT", "EXPERIENCE", "BENCHMARK"]

ProjectPartOrder = Literal["NEWEST", "OLDEST"]


class ProjectReport(TypedDict, total=False):
    """书记项目的季度进展。"""
    id: str
    project: SecretaryProject
    year: int
    quarter: int
    progress: int
    text: str
    by: str
    at: str

ProjectReportOrder = Literal["NEWEST", "OLDEST"]


class Proposal(TypedDict, total=False):
    """提案：从提出、审查、立案、承办、答复到反馈满意度；不满意的二次办理。"""
    id: str
    number: str
    title: str
    content: str
    category: ProposalCategory
    categoryLabel: str
    status: ProposalStatus
    statusLabel: str
    organization: Organization
    handler: Organization | None
    department: Department | None
    mergedInto: Proposal | None
    submittedAt: str
    reviewBy: str
    opinion: str
    assignedAt: str | None
    dueOn: str | None
    round: int
    answer: str
    result: ProposalResult | None
    answeredAt: str | None
    satisfaction: ProposalSatisfaction | None
    feedback: str
    closedAt: str | None
    version: int
    proposers: Connection[Proposer]
    files: Connection[ProposalFile]
    history: Connection[Event]


class ProposalAnswerInput(TypedDict):
    """proposalAnswer 的输入。"""
    version: NotRequired[int | None]
    id: str
    answer: str
    result: ProposalResult
    files: NotRequired[list[EvidenceInput] | None]


class ProposalAnswerPayload(TypedDict, total=False):
    """proposalAnswer 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class ProposalAssignInput(TypedDict):
    """proposalAssign 的输入。"""
    version: NotRequired[int | None]
    id: str
    handler: str
    dueOn: NotRequired[str | None]
    note: NotRequired[str | None]


class ProposalAssignPayload(TypedDict, total=False):
    """proposalAssign 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]

ProposalCategory = Literal["PARTY", "ECONOMY", "CITY", "PEOPLE", "CULTURE", "SAFETY", "OTHER"]


class ProposalFeedbackInput(TypedDict):
    """proposalFeedback 的输入。"""
    version: NotRequired[int | None]
    id: str
    satisfaction: ProposalSatisfaction
    feedback: NotRequired[str | None]


class ProposalFeedbackPayload(TypedDict, total=False):
    """proposalFeedback 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class ProposalFile(TypedDict, total=False):
    """提案材料：随提案或答复上传的文件。"""
    id: str
    proposal: Proposal
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str


class ProposalFileInput(TypedDict):
    """proposalFile 的输入。"""
    version: NotRequired[int | None]
    id: str
    opinion: NotRequired[str | None]

ProposalFileOrder = Literal["OLDEST", "NEWEST"]


class ProposalFilePayload(TypedDict, total=False):
    """proposalFile 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class ProposalMergeInput(TypedDict):
    """proposalMerge 的输入。"""
    version: NotRequired[int | None]
    id: str
    into: str
    reason: NotRequired[str | None]


class ProposalMergePayload(TypedDict, total=False):
    """proposalMerge 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]

ProposalOrder = Literal["NEWEST", "OLDEST", "DUE"]


class ProposalPassOnInput(TypedDict):
    """proposalPassOn 的输入。"""
    version: NotRequired[int | None]
    id: str
    handler: str
    reason: str
    dueOn: NotRequired[str | None]


class ProposalPassOnPayload(TypedDict, total=False):
    """proposalPassOn 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class ProposalReferInput(TypedDict):
    """proposalRefer 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ProposalReferPayload(TypedDict, total=False):
    """proposalRefer 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class ProposalReplyInput(TypedDict):
    """proposalReply 的输入。"""
    version: NotRequired[int | None]
    id: str
    answer: str
    result: ProposalResult
    files: NotRequired[list[EvidenceInput] | None]


class ProposalReplyPayload(TypedDict, total=False):
    """proposalReply 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class ProposalResubmitInput(TypedDict):
    """proposalResubmit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    content: NotRequired[str | None]
    category: NotRequired[ProposalCategory | None]
    files: NotRequired[list[EvidenceInput] | None]


class ProposalResubmitPayload(TypedDict, total=False):
    """proposalResubmit 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]

ProposalResult = Literal["SOLVED", "PLANNED", "EXPLAINED"]


class ProposalReturnInput(TypedDict):
    """proposalReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ProposalReturnPayload(TypedDict, total=False):
    """proposalReturn 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class ProposalRules(TypedDict, total=False):
    """区级设置：提案办理规则。"""
    version: int
    reviewDays: int
    answerDays: int
    againDays: int
    opinionDays: int
    feedbackDays: int
    mostRounds: int
    remindDays: list[int]


class ProposalRulesEditInput(TypedDict):
    """proposalRulesEdit 的输入。"""
    version: NotRequired[int | None]
    reviewDays: NotRequired[int | None]
    answerDays: NotRequired[int | None]
    againDays: NotRequired[int | None]
    opinionDays: NotRequired[int | None]
    feedbackDays: NotRequired[int | None]
    mostRounds: NotRequired[int | None]
    remindDays: NotRequired[list[int] | None]


class ProposalRulesEditPayload(TypedDict, total=False):
    """proposalRulesEdit 的结果。"""
    rules: ProposalRules | None
    errors: list[UserError]

ProposalSatisfaction = Literal["SATISFIED", "FAIRLY", "DISSATISFIED"]

ProposalStatus = Literal["SUBMITTED", "RETURNED", "FILED", "MERGED", "PASSED_ON", "REPLIED", "WITHDRAWN", "ASSIGNED", "ANSWERED", "CLOSED"]


class ProposalSubmitInput(TypedDict):
    """proposalSubmit 的输入。"""
    organization: str
    owner: str
    title: str
    content: str
    category: ProposalCategory
    files: NotRequired[list[EvidenceInput] | None]
    personal: NotRequired[bool | None]


class ProposalSubmitPayload(TypedDict, total=False):
    """proposalSubmit 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class ProposalTableInput(TypedDict):
    """proposalTable 的输入。"""
    version: NotRequired[int | None]
    id: str
    body: str


class ProposalTablePayload(TypedDict, total=False):
    """proposalTable 的结果。"""
    topic: Topic | None
    errors: list[UserError]


class ProposalWithdrawInput(TypedDict):
    """proposalWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ProposalWithdrawPayload(TypedDict, total=False):
    """proposalWithdraw 的结果。"""
    proposal: Proposal | None
    errors: list[UserError]


class Proposer(TypedDict, total=False):
    """提案人：单位、组织、部门，或以个人名义提出的成员。"""
    id: str
    proposal: Proposal
    label: str
    first: bool
    organization: Organization
    unit: ResidentUnit | None
    department: Department | None

ProposerOrder = Literal["OLDEST", "NEWEST"]


class QuarterlyReport(TypedDict, total=False):
    """季度通报：由台账计数，社区确认、街道审核、区签发；签发后数据不再变动，更正即另出一版。"""
    id: str
    quarter: str
    label: str
    edition: int
    organization: Organization
    status: ReportStatus
    statusLabel: str
    number: str
    confirmBy: str
    reviewBy: str
    draftedAt: str
    issuedAt: str | None
    issuedBy: str
    issueNote: str
    corrects: QuarterlyReport | None
    correctionNote: str
    contentHash: str
    version: int
    wordUrl: str | None
    excelUrl: str | None
    entries: Connection[ReportEntry]
    history: Connection[Event]

QuarterlyReportOrder = Literal["NEWEST", "OLDEST"]


class Rectification(TypedDict, total=False):
    """整改：要求、措施、责任人、期限、进度和佐证；已销号的不再打开。"""
    id: str
    number: str
    problem: Problem
    title: str
    severity: ProblemSeverity
    requirement: str
    measures: str
    organization: Organization
    issuer: Organization | None
    person: str
    startedOn: str
    dueOn: str
    progress: int
    poor: bool
    light: DueLight | None
    bucket: DueBucket | None
    daysLeft: int | None
    status: RectificationStatus
    statusLabel: str
    outcome: str
    createdAt: str
    submittedAt: str | None
    checkBy: str | None
    checkLight: DueLight | None
    checkDaysLeft: int | None
    submitter: str
    closedAt: str | None
    closer: str
    version: int
    reports: Connection[RectificationReport]
    files: Connection[RectificationFile]
    history: Connection[Event]


class RectificationAdjustInput(TypedDict):
    """rectificationAdjust 的输入。"""
    version: NotRequired[int | None]
    id: str
    requirement: str
    dueOn: str
    reason: str


class RectificationAdjustPayload(TypedDict, total=False):
    """rectificationAdjust 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]


class RectificationApproveInput(TypedDict):
    """rectificationApprove 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class RectificationApprovePayload(TypedDict, total=False):
    """rectificationApprove 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]


class RectificationCloseInput(TypedDict):
    """rectificationClose 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class RectificationClosePayload(TypedDict, total=False):
    """rectificationClose 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]


class RectificationFile(TypedDict, total=False):
    """整改佐证：证明整改到位的文件。"""
    id: str
    rectification: Rectification
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

RectificationFileOrder = Literal["OLDEST", "NEWEST"]

RectificationOrder = Literal["NEWEST", "OLDEST", "DUE"]


class RectificationReport(TypedDict, total=False):
    """整改进展：某日报告的进度和情况。"""
    id: str
    rectification: Rectification
    percent: int
    text: str
    by: str
    at: str


class RectificationReportInput(TypedDict):
    """rectificationReport 的输入。"""
    version: NotRequired[int | None]
    id: str
    progress: int
    text: str

RectificationReportOrder = Literal["OLDEST", "NEWEST"]


class RectificationReportPayload(TypedDict, total=False):
    """rectificationReport 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]


class RectificationReturnInput(TypedDict):
    """rectificationReturn 的输入。"""
    version: NotRequired[int | None]
    dueOn: NotRequired[str | None]
    id: str
    reason: str


class RectificationReturnPayload(TypedDict, total=False):
    """rectificationReturn 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]


class RectificationReviseInput(TypedDict):
    """rectificationRevise 的输入。"""
    version: NotRequired[int | None]
    id: str
    measures: str
    person: NotRequired[str | None]
    post: NotRequired[str | None]


class RectificationRevisePayload(TypedDict, total=False):
    """rectificationRevise 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]


class RectificationStartInput(TypedDict):
    """rectificationStart 的输入。"""
    version: NotRequired[int | None]
    id: str
    measures: str
    person: NotRequired[str | None]
    post: NotRequired[str | None]


class RectificationStartPayload(TypedDict, total=False):
    """rectificationStart 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]

RectificationStatus = Literal["DRAFT", "RECTIFYING", "SUBMITTED", "REVIEWED", "RETURNED", "CLOSED", "WITHDRAWN"]


class RectificationSubmitInput(TypedDict):
    """rectificationSubmit 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    outcome: str


class RectificationSubmitPayload(TypedDict, total=False):
    """rectificationSubmit 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]


class RectificationTerms(TypedDict, total=False):
    """区级设置：整改期限。按问题的严重程度计算期限：登记后多久内下发整改，下发后多久内整改到位，提交后多久内审核、审核通过后多久内销号；都从次日起的第一个工作日算起，法定节假日和调休按工作日历。"""
    version: int
    minorDays: int
    majorDays: int
    graveDays: int
    minorOrderDays: int
    majorOrderDays: int
    graveOrderDays: int
    minorCheckDays: int
    majorCheckDays: int
    graveCheckDays: int
    remindDays: list[int]


class RectificationTermsEditInput(TypedDict):
    """rectificationTermsEdit 的输入。"""
    version: NotRequired[int | None]
    minorDays: NotRequired[int | None]
    majorDays: NotRequired[int | None]
    graveDays: NotRequired[int | None]
    minorOrderDays: NotRequired[int | None]
    majorOrderDays: NotRequired[int | None]
    graveOrderDays: NotRequired[int | None]
    minorCheckDays: NotRequired[int | None]
    majorCheckDays: NotRequired[int | None]
    graveCheckDays: NotRequired[int | None]
    remindDays: NotRequired[list[int] | None]


class RectificationTermsEditPayload(TypedDict, total=False):
    """rectificationTermsEdit 的结果。"""
    rules: RectificationTerms | None
    errors: list[UserError]


class RectificationWithdrawInput(TypedDict):
    """rectificationWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class RectificationWithdrawPayload(TypedDict, total=False):
    """rectificationWithdraw 的结果。"""
    rectification: Rectification | None
    errors: list[UserError]


class RegisteredDocument(TypedDict, total=False):
    """已登记的文档：应用事先登记的 GraphQL 文本。安全管理员可见全部，应用凭 document.edit 可见自己的。"""
    id: str
    digest: str
    name: str
    text: str
    status: RegisteredDocumentStatus
    version: int
    clientName: str
    registeredAt: str
    registeredBy: str
    lastUsedAt: str | None

RegisteredDocumentOrder = Literal["NAME", "NEWEST", "LEAST_USED"]

RegisteredDocumentStatus = Literal["ACTIVE", "RETIRED"]


class ReportCorrectInput(TypedDict):
    """reportCorrect 的输入。"""
    id: str
    note: str
    exclude: NotRequired[list[str] | None]


class ReportCorrectPayload(TypedDict, total=False):
    """reportCorrect 的结果。"""
    quarterlyReport: QuarterlyReport | None
    errors: list[UserError]


class ReportDiscardInput(TypedDict):
    """reportDiscard 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ReportDiscardPayload(TypedDict, total=False):
    """reportDiscard 的结果。"""
    quarterlyReport: QuarterlyReport | None
    errors: list[UserError]


class ReportDraftInput(TypedDict):
    """reportDraft 的输入。"""
    quarter: str


class ReportDraftPayload(TypedDict, total=False):
    """reportDraft 的结果。"""
    quarterlyReport: QuarterlyReport | None
    errors: list[UserError]


class ReportEntry(TypedDict, total=False):
    """通报数据：一个组织在一期通报中的数据、得分和名次。"""
    id: str
    report: QuarterlyReport
    organization: Organization
    street: ReportEntry | None
    communities: Connection[ReportEntry]
    name: str
    level: OrganizationLevel
    status: ReportEntryStatus
    statusLabel: str
    confirmedAt: str | None
    reviewedAt: str | None
    doneBy: str
    note: str
    returnReason: str
    score: str | None
    rank: int | None
    previousRank: int | None
    version: int
    figures: Connection[ReportFigure]
    history: Connection[Event]


class ReportEntryConfirmInput(TypedDict):
    """reportEntryConfirm 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class ReportEntryConfirmPayload(TypedDict, total=False):
    """reportEntryConfirm 的结果。"""
    reportEntry: ReportEntry | None
    errors: list[UserError]

ReportEntryOrder = Literal["TREE", "RANK", "SCORE"]


class ReportEntryReturnInput(TypedDict):
    """reportEntryReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ReportEntryReturnPayload(TypedDict, total=False):
    """reportEntryReturn 的结果。"""
    reportEntry: ReportEntry | None
    errors: list[UserError]


class ReportEntryReviewInput(TypedDict):
    """reportEntryReview 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class ReportEntryReviewPayload(TypedDict, total=False):
    """reportEntryReview 的结果。"""
    reportEntry: ReportEntry | None
    errors: list[UserError]

ReportEntryStatus = Literal["DRAFT", "RETURNED", "CONFIRMED", "REVIEWED"]


class ReportFigure(TypedDict, total=False):
    """通报指标值：一个组织的一项指标，含下级。"""
    id: str
    entry: ReportEntry
    indicator: ReportIndicator
    name: str
    unit: str
    explanation: str
    value: str | None
    numerator: str
    denominator: str
    previous: str | None
    yearBefore: str | None
    change: str | None
    yearChange: str | None

ReportFigureOrder = Literal["LISTED"]

ReportIndicator = Literal["NEEDS_PUBLISHED", "RESOURCES_PUBLISHED", "CLAIMS_PROPOSED", "CLAIMS_CONFIRMED", "CLAIMS_CLOSED", "NEEDS_CLOSED", "AGREEMENTS_ACTIVATED", "NEED_COMPLETION_RATE", "CLAIM_CLOSURE_RATE", "RESPONSE_DAYS", "ANSWERED_ON_TIME", "SATISFACTION", "SCORE"]


class ReportIssueInput(TypedDict):
    """reportIssue 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class ReportIssuePayload(TypedDict, total=False):
    """reportIssue 的结果。"""
    quarterlyReport: QuarterlyReport | None
    errors: list[UserError]

ReportStatus = Literal["DRAFT", "ISSUED", "SUPERSEDED", "DISCARDED"]


class RequestAcceptInput(TypedDict):
    """requestAccept 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class RequestAcceptPayload(TypedDict, total=False):
    """requestAccept 的结果。"""
    decisionRequest: DecisionRequest | None
    errors: list[UserError]


class RequestDeclineInput(TypedDict):
    """requestDecline 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class RequestDeclinePayload(TypedDict, total=False):
    """requestDecline 的结果。"""
    decisionRequest: DecisionRequest | None
    errors: list[UserError]


class RequestReportInput(TypedDict):
    """requestReport 的输入。"""
    version: NotRequired[int | None]
    id: str
    outcome: str


class RequestReportPayload(TypedDict, total=False):
    """requestReport 的结果。"""
    decisionRequest: DecisionRequest | None
    errors: list[UserError]


class ResidentUnit(TypedDict, total=False):
    """驻区单位：位于某个组织辖区内，不隶属于它；一切合作以协议为据。"""
    id: str
    name: str
    kind: UnitKind
    affiliation: UnitAffiliation
    rank: str
    organization: Organization
    partyOrganization: str
    partyMembers: int
    address: str
    creditCode: str | None
    status: UnitStatus
    mergedInto: ResidentUnit | None
    version: int
    agreements: Connection[Agreement]
    needs: Connection[Need]
    resources: Connection[Resource]
    claims: Connection[Claim]
    posts: Connection[Post]
    sentPosts: Connection[Post]
    history: Connection[Event]

ResidentUnitOrder = Literal["NEWEST", "OLDEST", "NAME", "PARTY_MEMBERS"]


class Resource(TypedDict, total=False):
    """资源：组织或驻区单位愿意提供的场地、人员、服务等。"""
    id: str
    title: str
    category: ListingCategory
    description: str
    quantity: str
    measure: str
    dueOn: str
    status: ListingStatus
    stage: str
    claimed: str
    fulfilled: str
    remaining: str
    commitStatus: ListingExtent
    fulfilStatus: ListingExtent
    createdAt: str
    publishedAt: str | None
    version: int
    ownerName: str
    organization: Organization
    unit: ResidentUnit | None
    audience: Organization
    claims: Connection[Claim]
    history: Connection[Event]


class ResourceCreateInput(TypedDict):
    """resourceCreate 的输入。"""
    owner: str
    title: str
    category: ListingCategory
    quantity: str
    measure: str
    dueOn: str
    description: NotRequired[str | None]
    audience: NotRequired[str | None]


class ResourceCreatePayload(TypedDict, total=False):
    """resourceCreate 的结果。"""
    resource: Resource | None
    errors: list[UserError]


class ResourceEditInput(TypedDict):
    """resourceEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    category: NotRequired[ListingCategory | None]
    quantity: NotRequired[str | None]
    measure: NotRequired[str | None]
    dueOn: NotRequired[str | None]
    description: NotRequired[str | None]
    audience: NotRequired[str | None]


class ResourceEditPayload(TypedDict, total=False):
    """resourceEdit 的结果。"""
    resource: Resource | None
    errors: list[UserError]

ResourceOrder = Literal["NEWEST", "OLDEST", "DUE", "QUANTITY"]


class ResourcePublishInput(TypedDict):
    """resourcePublish 的输入。"""
    version: NotRequired[int | None]
    id: str


class ResourcePublishPayload(TypedDict, total=False):
    """resourcePublish 的结果。"""
    resource: Resource | None
    errors: list[UserError]


class ResourceReturnInput(TypedDict):
    """resourceReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ResourceReturnPayload(TypedDict, total=False):
    """resourceReturn 的结果。"""
    resource: Resource | None
    errors: list[UserError]


class ResourceSubmitInput(TypedDict):
    """resourceSubmit 的输入。"""
    version: NotRequired[int | None]
    id: str


class ResourceSubmitPayload(TypedDict, total=False):
    """resourceSubmit 的结果。"""
    resource: Resource | None
    errors: list[UserError]


class ResourceWithdrawInput(TypedDict):
    """resourceWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ResourceWithdrawPayload(TypedDict, total=False):
    """resourceWithdraw 的结果。"""
    resource: Resource | None
    errors: list[UserError]


class Responsibility(TypedDict, total=False):
    """责任事项：一个组织某一年度责任清单中的一项，按建、领、晒、查、验办理。"""
    id: str
    number: str
    year: int
    organization: Organization
    holder: ResponsibilityHolder
    holderLabel: str
    post: str
    responsible: str
    category: ResponsibilityCategory
    categoryLabel: str
    title: str
    content: str
    measures: str
    startedOn: str
    dueOn: str
    status: ResponsibilityStatus
    statusLabel: str
    progress: int
    poor: bool
    light: DueLight | None
    bucket: DueBucket | None
    daysLeft: int | None
    outcome: str
    resultLabel: str
    resultNote: str
    builtAt: str
    claimedAt: str | None
    publishedAt: str | None
    submittedAt: str | None
    acceptedAt: str | None
    version: int
    checks: Connection[ResponsibilityCheck]
    reports: Connection[ResponsibilityReport]
    history: Connection[Event]


class ResponsibilityAcceptInput(TypedDict):
    """responsibilityAccept 的输入。"""
    version: NotRequired[int | None]
    id: str
    result: ResponsibilityResult
    note: NotRequired[str | None]


class ResponsibilityAcceptPayload(TypedDict, total=False):
    """responsibilityAccept 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]


class ResponsibilityBuildInput(TypedDict):
    """responsibilityBuild 的输入。"""
    organization: str
    year: int
    holder: ResponsibilityHolder
    category: ResponsibilityCategory
    title: str
    content: str
    measures: NotRequired[str | None]
    post: NotRequired[str | None]
    responsible: NotRequired[str | None]
    startedOn: str
    dueOn: str


class ResponsibilityBuildPayload(TypedDict, total=False):
    """responsibilityBuild 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]

ResponsibilityCategory = Literal["POLITICS", "ORGANIZATION", "TEAM", "CONDUCT", "SERVICE", "GOVERNANCE", "COBUILDING", "OTHER"]


class ResponsibilityCheck(TypedDict, total=False):
    """履责检查：上级检查时看到的落实情况。"""
    id: str
    responsibility: Responsibility
    passed: bool
    findings: str
    by: str
    at: str


class ResponsibilityCheckInput(TypedDict):
    """responsibilityCheck 的输入。"""
    version: NotRequired[int | None]
    id: str
    passed: bool
    findings: str

ResponsibilityCheckOrder = Literal["NEWEST", "OLDEST"]


class ResponsibilityCheckPayload(TypedDict, total=False):
    """responsibilityCheck 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]


class ResponsibilityClaimInput(TypedDict):
    """responsibilityClaim 的输入。"""
    version: NotRequired[int | None]
    id: str
    responsible: NotRequired[str | None]
    post: NotRequired[str | None]


class ResponsibilityClaimPayload(TypedDict, total=False):
    """responsibilityClaim 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]


class ResponsibilityCopyInput(TypedDict):
    """responsibilityCopy 的输入。"""
    organization: str
    year: int


class ResponsibilityCopyPayload(TypedDict, total=False):
    """responsibilityCopy 的结果。"""
    copied: int | None
    errors: list[UserError]


class ResponsibilityDiscardInput(TypedDict):
    """responsibilityDiscard 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class ResponsibilityDiscardPayload(TypedDict, total=False):
    """responsibilityDiscard 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]


class ResponsibilityEditInput(TypedDict):
    """responsibilityEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    holder: NotRequired[ResponsibilityHolder | None]
    category: NotRequired[ResponsibilityCategory | None]
    title: NotRequired[str | None]
    content: NotRequired[str | None]
    measures: NotRequired[str | None]
    post: NotRequired[str | None]
    responsible: NotRequired[str | None]
    startedOn: NotRequired[str | None]
    dueOn: NotRequired[str | None]


class ResponsibilityEditPayload(TypedDict, total=False):
    """responsibilityEdit 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]


class ResponsibilityFile(TypedDict, total=False):
    """责任事项落实进展的佐证材料。"""
    id: str
    report: ResponsibilityReport
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

ResponsibilityFileOrder = Literal["NEWEST", "OLDEST"]

ResponsibilityHolder = Literal["PARTY", "SECRETARY", "MEMBER"]

ResponsibilityOrder = Literal["NEWEST", "OLDEST", "DUE"]


class ResponsibilityPublishInput(TypedDict):
    """responsibilityPublish 的输入。"""
    version: NotRequired[int | None]
    id: str


class ResponsibilityPublishPayload(TypedDict, total=False):
    """responsibilityPublish 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]


class ResponsibilityReport(TypedDict, total=False):
    """落实进展：责任事项落实到哪一步，附佐证材料；只有责任组织和上级能看。"""
    id: str
    responsibility: Responsibility
    progress: int
    text: str
    final: bool
    by: str
    at: str
    files: Connection[ResponsibilityFile]


class ResponsibilityReportInput(TypedDict):
    """responsibilityReport 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    progress: int
    text: str

ResponsibilityReportOrder = Literal["NEWEST", "OLDEST"]


class ResponsibilityReportPayload(TypedDict, total=False):
    """responsibilityReport 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]

ResponsibilityResult = Literal["MET", "PARTLY", "UNMET"]


class ResponsibilityReturnInput(TypedDict):
    """responsibilityReturn 的输入。"""
    version: NotRequired[int | None]
    dueOn: NotRequired[str | None]
    id: str
    reason: str


class ResponsibilityReturnPayload(TypedDict, total=False):
    """responsibilityReturn 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]


class ResponsibilityRollup(TypedDict, total=False):
    """责任清单汇总：与“责任清单汇总”页面是同一组数。"""
    year: int
    lines: list[ResponsibilityRollupLine]


class ResponsibilityRollupLine(TypedDict, total=False):
    """一个组织的责任清单办到哪一步；下级组织的连同其下各级一并计入。"""
    id: str
    name: str
    total: int
    unclaimed: int
    inHand: int
    overdue: int
    toAccept: int
    accepted: int
    share: str | None

ResponsibilityStatus = Literal["BUILT", "CLAIMED", "PUBLISHED", "SUBMITTED", "ACCEPTED", "DISCARDED"]


class ResponsibilitySubmitInput(TypedDict):
    """responsibilitySubmit 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    outcome: str


class ResponsibilitySubmitPayload(TypedDict, total=False):
    """responsibilitySubmit 的结果。"""
    responsibility: Responsibility | None
    errors: list[UserError]


class Right(TypedDict, total=False):
    """一项权限及其中文名称。"""
    code: str
    label: str


class Seat(TypedDict, total=False):
    """议事机构的成员：某组织或某单位的一个席位。"""
    id: str
    body: Body
    ownerName: str
    organization: Organization
    unit: ResidentUnit | None
    department: Department | None
    role: SeatRole
    roleLabel: str
    name: str
    title: str
    votes: bool
    startsOn: str
    termEndsOn: str | None
    endedOn: str | None
    version: int


class SeatAddInput(TypedDict):
    """seatAdd 的输入。"""
    body: str
    owner: str
    role: NotRequired[SeatRole | None]
    name: NotRequired[str | None]
    title: NotRequired[str | None]
    post: NotRequired[str | None]
    votes: NotRequired[bool | None]
    termEndsOn: NotRequired[str | None]
    startsOn: NotRequired[str | None]


class SeatAddPayload(TypedDict, total=False):
    """seatAdd 的结果。"""
    seat: Seat | None
    errors: list[UserError]


class SeatEditInput(TypedDict):
    """seatEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    role: NotRequired[SeatRole | None]
    name: NotRequired[str | None]
    title: NotRequired[str | None]
    post: NotRequired[str | None]
    votes: NotRequired[bool | None]
    termEndsOn: NotRequired[str | None]


class SeatEditPayload(TypedDict, total=False):
    """seatEdit 的结果。"""
    seat: Seat | None
    errors: list[UserError]


class SeatEndInput(TypedDict):
    """seatEnd 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class SeatEndPayload(TypedDict, total=False):
    """seatEnd 的结果。"""
    seat: Seat | None
    errors: list[UserError]

SeatOrder = Literal["OLDEST", "NEWEST"]

SeatRole = Literal["CONVENER", "DEPUTY", "MEMBER", "OBSERVER"]


class SecretaryProject(TypedDict, total=False):
    """书记项目：书记一年一个项目，解决一个问题、形成一个报告、创造一条经验、打造一个标杆。"""
    id: str
    number: str
    title: str
    organization: Organization
    year: int
    secretary: str
    post: Post | None
    goal: str
    measures: str
    startedOn: str
    dueOn: str
    status: SecretaryProjectStatus
    statusLabel: str
    progress: int
    poor: bool
    light: DueLight | None
    bucket: DueBucket | None
    daysLeft: int | None
    opinion: str
    findings: str
    originLabel: str
    origin: Node | None
    createdAt: str
    submittedAt: str | None
    approvedAt: str | None
    checkedAt: str | None
    concludedAt: str | None
    acceptedAt: str | None
    version: int
    parts: Connection[ProjectPart]
    reports: Connection[ProjectReport]
    docx: str
    history: Connection[Event]


class SecretaryProjectCover(TypedDict, total=False):
    """书记项目申报情况：与“未申报书记项目的组织”页面是同一组数。"""
    year: int
    missing: int
    streets: list[SecretaryProjectGapStreet]
    places: list[SecretaryProjectGap]


class SecretaryProjectGap(TypedDict, total=False):
    """没有申报书记项目的一个组织。"""
    id: str
    code: str
    name: str


class SecretaryProjectGapStreet(TypedDict, total=False):
    """一个街道（含社区）的书记项目申报情况。"""
    id: str
    code: str
    name: str
    wanted: int
    missing: int
    share: str | None

SecretaryProjectOrder = Literal["NEWEST", "OLDEST", "DUE", "PROGRESS"]


class SecretaryProjectRules(TypedDict, total=False):
    """区级设置：书记项目。街道书记每年一个书记项目；社区书记是否也要申报，由本区规定。"""
    version: int
    communities: bool
    applyMonth: int
    reportDays: int


class SecretaryProjectRulesEditInput(TypedDict):
    """secretaryProjectRulesEdit 的输入。"""
    version: NotRequired[int | None]
    communities: NotRequired[bool | None]
    applyMonth: NotRequired[int | None]
    reportDays: NotRequired[int | None]


class SecretaryProjectRulesEditPayload(TypedDict, total=False):
    """secretaryProjectRulesEdit 的结果。"""
    rules: SecretaryProjectRules | None
    errors: list[UserError]

SecretaryProjectStatus = Literal["DRAFT", "SUBMITTED", "RETURNED", "RUNNING", "CONCLUDING", "RECTIFYING", "ACCEPTED", "BENCHMARK", "WITHDRAWN"]


class SecretaryprojectAcceptInput(TypedDict):
    """secretaryprojectAccept 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class SecretaryprojectAcceptPayload(TypedDict, total=False):
    """secretaryprojectAccept 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectApproveInput(TypedDict):
    """secretaryprojectApprove 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class SecretaryprojectApprovePayload(TypedDict, total=False):
    """secretaryprojectApprove 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectCheckInput(TypedDict):
    """secretaryprojectCheck 的输入。"""
    version: NotRequired[int | None]
    id: str
    passed: bool
    findings: str


class SecretaryprojectCheckPayload(TypedDict, total=False):
    """secretaryprojectCheck 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectConcludeInput(TypedDict):
    """secretaryprojectConclude 的输入。"""
    version: NotRequired[int | None]
    id: str


class SecretaryprojectConcludePayload(TypedDict, total=False):
    """secretaryprojectConclude 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectCreateInput(TypedDict):
    """secretaryprojectCreate 的输入。"""
    organization: str
    year: NotRequired[int | None]
    source: NotRequired[str | None]
    title: str
    problem: str
    goal: str
    measures: str
    dueOn: str
    secretary: NotRequired[str | None]


class SecretaryprojectCreatePayload(TypedDict, total=False):
    """secretaryprojectCreate 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectEditInput(TypedDict):
    """secretaryprojectEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    problem: NotRequired[str | None]
    goal: NotRequired[str | None]
    measures: NotRequired[str | None]
    dueOn: NotRequired[str | None]
    secretary: NotRequired[str | None]


class SecretaryprojectEditPayload(TypedDict, total=False):
    """secretaryprojectEdit 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectFailInput(TypedDict):
    """secretaryprojectFail 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str
    dueOn: str


class SecretaryprojectFailPayload(TypedDict, total=False):
    """secretaryprojectFail 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectHonourInput(TypedDict):
    """secretaryprojectHonour 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class SecretaryprojectHonourPayload(TypedDict, total=False):
    """secretaryprojectHonour 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectReportInput(TypedDict):
    """secretaryprojectReport 的输入。"""
    version: NotRequired[int | None]
    id: str
    text: str
    progress: int
    quarter: NotRequired[str | None]


class SecretaryprojectReportPayload(TypedDict, total=False):
    """secretaryprojectReport 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectReturnInput(TypedDict):
    """secretaryprojectReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class SecretaryprojectReturnPayload(TypedDict, total=False):
    """secretaryprojectReturn 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectStopInput(TypedDict):
    """secretaryprojectStop 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class SecretaryprojectStopPayload(TypedDict, total=False):
    """secretaryprojectStop 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectSubmitInput(TypedDict):
    """secretaryprojectSubmit 的输入。"""
    version: NotRequired[int | None]
    id: str


class SecretaryprojectSubmitPayload(TypedDict, total=False):
    """secretaryprojectSubmit 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectSucceedInput(TypedDict):
    """secretaryprojectSucceed 的输入。"""
    version: NotRequired[int | None]
    id: str
    secretary: NotRequired[str | None]
    reason: str


class SecretaryprojectSucceedPayload(TypedDict, total=False):
    """secretaryprojectSucceed 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectWithdrawInput(TypedDict):
    """secretaryprojectWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class SecretaryprojectWithdrawPayload(TypedDict, total=False):
    """secretaryprojectWithdraw 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SecretaryprojectWriteInput(TypedDict):
    """secretaryprojectWrite 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    kind: ProjectPartKind
    text: str


class SecretaryprojectWritePayload(TypedDict, total=False):
    """secretaryprojectWrite 的结果。"""
    secretaryProject: SecretaryProject | None
    errors: list[UserError]


class SettingsEditInput(TypedDict):
    """settingsEdit 的输入。"""
    version: NotRequired[int | None]
    needsMetTarget: NotRequired[str | None]
    claimsClosedTarget: NotRequired[str | None]
    answeredOnTimeTarget: NotRequired[str | None]
    weightNeedsMet: NotRequired[str | None]
    weightClaimsClosed: NotRequired[str | None]
    weightSatisfaction: NotRequired[str | None]
    satisfactionTarget: NotRequired[str | None]
    claimResponseDays: NotRequired[int | None]
    reportConfirmDays: NotRequired[int | None]
    reportReviewDays: NotRequired[int | None]
    reportHeading: NotRequired[str | None]
    reportDocumentMark: NotRequired[str | None]


class SettingsEditPayload(TypedDict, total=False):
    """settingsEdit 的结果。"""
    settings: DistrictSettings | None
    errors: list[UserError]


class StagedFile(TypedDict, total=False):
    """待用文件：先行上传、供提交完成情况时使用一次的佐证。只有上传人看得到；24 小时内没有使用即删除。"""
    id: str
    name: str
    size: int
    contentType: str
    sha256: str
    createdAt: str
    receivedAt: str | None
    usedAt: str | None


class StatusCount(TypedDict, total=False):
    """某一状态的记录数。"""
    status: str
    label: str
    count: int


class Summary(TypedDict, total=False):
    """总览：签发后的季度是冻结的数据，其余按同样的规则从台账实时计算。"""
    quarter: str
    isFrozen: bool
    place: SummaryPlace
    parts: list[SummaryPlace]
    history: list[SummaryQuarter]


class SummaryFigure(TypedDict, total=False):
    """总览中的一个数据。"""
    indicator: ReportIndicator
    name: str
    unit: str
    value: str | None
    numerator: str
    denominator: str
    previous: str | None
    change: str | None
    target: str | None


class SummaryPlace(TypedDict, total=False):
    """总览中的一个组织及其数据。"""
    id: str
    code: str
    name: str
    level: OrganizationLevel
    standing: PlaceStanding
    figures: list[SummaryFigure]


class SummaryQuarter(TypedDict, total=False):
    """以往的一个季度。"""
    quarter: str
    values: list[SummaryValue]


class SummaryValue(TypedDict, total=False):
    """以往某一季度的一个数值。"""
    indicator: ReportIndicator
    value: str | None


class Supervision(TypedDict, total=False):
    """督办单：上级对逾期或滞后事项的书面督办，签发后编号，在期限内回复。"""
    id: str
    number: str
    subjectLabel: str
    subject: Node | None
    organization: Organization
    department: Department | None
    issuer: Organization
    forDueOn: str
    byLadder: bool
    facts: str
    demands: str
    status: SupervisionStatus
    statusLabel: str
    createdAt: str
    issuedAt: str | None
    signer: str
    replyDueOn: str | None
    reply: str
    repliedAt: str | None
    replier: str
    closedAt: str | None
    version: int
    wordUrl: str | None
    history: Connection[Event]


class SupervisionCloseInput(TypedDict):
    """supervisionClose 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class SupervisionClosePayload(TypedDict, total=False):
    """supervisionClose 的结果。"""
    supervision: Supervision | None
    errors: list[UserError]


class SupervisionDiscardInput(TypedDict):
    """supervisionDiscard 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class SupervisionDiscardPayload(TypedDict, total=False):
    """supervisionDiscard 的结果。"""
    supervision: Supervision | None
    errors: list[UserError]


class SupervisionDraftInput(TypedDict):
    """supervisionDraft 的输入。"""
    subject: str
    facts: NotRequired[str | None]
    demands: NotRequired[str | None]


class SupervisionDraftPayload(TypedDict, total=False):
    """supervisionDraft 的结果。"""
    supervision: Supervision | None
    errors: list[UserError]


class SupervisionEditInput(TypedDict):
    """supervisionEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    facts: str
    demands: str


class SupervisionEditPayload(TypedDict, total=False):
    """supervisionEdit 的结果。"""
    supervision: Supervision | None
    errors: list[UserError]


class SupervisionIssueInput(TypedDict):
    """supervisionIssue 的输入。"""
    version: NotRequired[int | None]
    id: str
    replyDueOn: NotRequired[str | None]


class SupervisionIssuePayload(TypedDict, total=False):
    """supervisionIssue 的结果。"""
    supervision: Supervision | None
    errors: list[UserError]

SupervisionOrder = Literal["NEWEST", "OLDEST"]


class SupervisionOrderInput(TypedDict):
    """supervisionOrder 的输入。"""
    subject: str
    demands: NotRequired[str | None]
    replyDueOn: NotRequired[str | None]


class SupervisionOrderPayload(TypedDict, total=False):
    """supervisionOrder 的结果。"""
    supervision: Supervision | None
    errors: list[UserError]


class SupervisionReplyInput(TypedDict):
    """supervisionReply 的输入。"""
    version: NotRequired[int | None]
    id: str
    reply: str


class SupervisionReplyPayload(TypedDict, total=False):
    """supervisionReply 的结果。"""
    supervision: Supervision | None
    errors: list[UserError]


class SupervisionReturnInput(TypedDict):
    """supervisionReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class SupervisionReturnPayload(TypedDict, total=False):
    """supervisionReturn 的结果。"""
    supervision: Supervision | None
    errors: list[UserError]


class SupervisionRules(TypedDict, total=False):
    """区级设置：督办规则。灯、期限分档和逐级督办对整改、任务、责任事项、诉求等一并适用。天数按自然日计算，注明工作日的除外。"""
    version: int
    soonDays: int
    behindPoints: int
    nearDays: int
    middleDays: int
    lastDays: list[int]
    taskDays: list[int]
    remindDays: int
    orderDays: int
    talkDays: int
    adjustDays: int
    replyDays: int
    replyRemindDays: list[int]
    againDays: int
    mostExtensions: int


class SupervisionRulesEditInput(TypedDict):
    """supervisionRulesEdit 的输入。"""
    version: NotRequired[int | None]
    soonDays: NotRequired[int | None]
    behindPoints: NotRequired[int | None]
    nearDays: NotRequired[int | None]
    middleDays: NotRequired[int | None]
    lastDays: NotRequired[list[int] | None]
    taskDays: NotRequired[list[int] | None]
    remindDays: NotRequired[int | None]
    orderDays: NotRequired[int | None]
    talkDays: NotRequired[int | None]
    adjustDays: NotRequired[int | None]
    replyDays: NotRequired[int | None]
    replyRemindDays: NotRequired[list[int] | None]
    againDays: NotRequired[int | None]
    mostExtensions: NotRequired[int | None]


class SupervisionRulesEditPayload(TypedDict, total=False):
    """supervisionRulesEdit 的结果。"""
    rules: SupervisionRules | None
    errors: list[UserError]

SupervisionStatus = Literal["DRAFT", "SENT", "REPLIED", "CLOSED", "DISCARDED"]


class TemplateCommitment(TypedDict, total=False):
    """模板承诺事项：一方通常承诺什么、多少、多久一次或何时为止。"""
    id: str
    template: AgreementTemplate
    side: TemplateSide
    title: str
    quantity: str
    measure: str
    period: CommitmentFrequency | None
    dueMonths: int | None


class TemplateCommitmentInput(TypedDict):
    """模板承诺事项。"""
    side: TemplateSide
    title: str
    quantity: str
    measure: str
    period: NotRequired[CommitmentFrequency | None]
    dueMonths: NotRequired[int | None]

TemplateCommitmentOrder = Literal["OLDEST", "NEWEST"]


class TemplateCreateInput(TypedDict):
    """templateCreate 的输入。"""
    name: str
    kinds: list[UnitKind]
    title: str
    aim: str
    content: NotRequired[str | None]
    placeDuties: NotRequired[str | None]
    unitDuties: NotRequired[str | None]
    months: NotRequired[int | None]
    commitments: list[TemplateCommitmentInput]


class TemplateCreatePayload(TypedDict, total=False):
    """templateCreate 的结果。"""
    agreementTemplate: AgreementTemplate | None
    errors: list[UserError]


class TemplateEditInput(TypedDict):
    """templateEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    name: NotRequired[str | None]
    kinds: NotRequired[list[UnitKind] | None]
    title: NotRequired[str | None]
    aim: NotRequired[str | None]
    content: NotRequired[str | None]
    placeDuties: NotRequired[str | None]
    unitDuties: NotRequired[str | None]
    months: NotRequired[int | None]
    commitments: NotRequired[list[TemplateCommitmentInput] | None]


class TemplateEditPayload(TypedDict, total=False):
    """templateEdit 的结果。"""
    agreementTemplate: AgreementTemplate | None
    errors: list[UserError]


class TemplateRestoreInput(TypedDict):
    """templateRestore 的输入。"""
    version: NotRequired[int | None]
    id: str


class TemplateRestorePayload(TypedDict, total=False):
    """templateRestore 的结果。"""
    agreementTemplate: AgreementTemplate | None
    errors: list[UserError]


class TemplateRetireInput(TypedDict):
    """templateRetire 的输入。"""
    version: NotRequired[int | None]
    id: str


class TemplateRetirePayload(TypedDict, total=False):
    """templateRetire 的结果。"""
    agreementTemplate: AgreementTemplate | None
    errors: list[UserError]

TemplateSide = Literal["PLACE", "UNIT"]

TemplateStatus = Literal["ACTIVE", "RETIRED"]

TextChange = Literal["SAME", "GONE", "NEW"]


class TextLine(TypedDict, total=False):
    """有变化的一行。"""
    pieces: list[TextPiece]


class TextPiece(TypedDict, total=False):
    """一段文字及其变化。"""
    change: TextChange
    text: str


class Topic(TypedDict, total=False):
    """议题：由成员或会议组织方提交，列入议程后表决或讨论。"""
    id: str
    number: str
    title: str
    content: str
    body: Body
    meeting: Meeting | None
    seat: Seat | None
    submittedAt: str
    late: bool
    position: int | None
    majority: VoteMajority
    secret: bool
    status: TopicStatus
    statusLabel: str
    votesFor: int | None
    votesAgainst: int | None
    votesAbstain: int | None
    base: int | None
    conclusion: str
    version: int
    papers: Connection[Paper]
    ballots: Connection[Ballot]
    history: Connection[Event]


class TopicAcceptInput(TypedDict):
    """topicAccept 的输入。"""
    version: NotRequired[int | None]
    id: str
    meeting: str
    majority: NotRequired[VoteMajority | None]
    secret: NotRequired[bool | None]
    position: NotRequired[int | None]


class TopicAcceptPayload(TypedDict, total=False):
    """topicAccept 的结果。"""
    topic: Topic | None
    errors: list[UserError]


class TopicArrangeInput(TypedDict):
    """topicArrange 的输入。"""
    version: NotRequired[int | None]
    id: str
    position: NotRequired[int | None]
    majority: NotRequired[VoteMajority | None]
    secret: NotRequired[bool | None]


class TopicArrangePayload(TypedDict, total=False):
    """topicArrange 的结果。"""
    topic: Topic | None
    errors: list[UserError]


class TopicDeclineInput(TypedDict):
    """topicDecline 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class TopicDeclinePayload(TypedDict, total=False):
    """topicDecline 的结果。"""
    topic: Topic | None
    errors: list[UserError]


class TopicDeferInput(TypedDict):
    """topicDefer 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class TopicDeferPayload(TypedDict, total=False):
    """topicDefer 的结果。"""
    topic: Topic | None
    errors: list[UserError]


class TopicNoteInput(TypedDict):
    """topicNote 的输入。"""
    version: NotRequired[int | None]
    id: str
    conclusion: str


class TopicNotePayload(TypedDict, total=False):
    """topicNote 的结果。"""
    topic: Topic | None
    errors: list[UserError]

TopicOrder = Literal["NEWEST", "OLDEST", "AGENDA"]

TopicStatus = Literal["SUBMITTED", "ACCEPTED", "VOTING", "PASSED", "REJECTED", "NOTED", "DECLINED", "WITHDRAWN"]


class TopicSubmitInput(TypedDict):
    """topicSubmit 的输入。"""
    body: str
    title: str
    content: str
    seat: NotRequired[str | None]
    meeting: NotRequired[str | None]
    papers: NotRequired[list[EvidenceInput] | None]


class TopicSubmitPayload(TypedDict, total=False):
    """topicSubmit 的结果。"""
    topic: Topic | None
    errors: list[UserError]


class TopicWithdrawInput(TypedDict):
    """topicWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class TopicWithdrawPayload(TypedDict, total=False):
    """topicWithdraw 的结果。"""
    topic: Topic | None
    errors: list[UserError]

UnitAffiliation = Literal["CENTRAL", "PROVINCE", "CITY", "DISTRICT", "NONE"]


class UnitEditInput(TypedDict):
    """unitEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    organization: NotRequired[str | None]
    name: NotRequired[str | None]
    kind: NotRequired[UnitKind | None]
    affiliation: NotRequired[UnitAffiliation | None]
    rank: NotRequired[str | None]
    partyOrganization: NotRequired[str | None]
    partyMembers: NotRequired[int | None]
    address: NotRequired[str | None]
    creditCode: NotRequired[str | None]


class UnitEditPayload(TypedDict, total=False):
    """unitEdit 的结果。"""
    residentUnit: ResidentUnit | None
    errors: list[UserError]

UnitKind = Literal["GOVERNMENT", "INSTITUTION", "STATE_FIRM", "PRIVATE_FIRM", "SOCIAL", "SCHOOL", "HOSPITAL", "MILITARY", "OTHER"]


class UnitMergeInput(TypedDict):
    """unitMerge 的输入。"""
    version: NotRequired[int | None]
    id: str
    into: str
    reason: str


class UnitMergePayload(TypedDict, total=False):
    """unitMerge 的结果。"""
    residentUnit: ResidentUnit | None
    errors: list[UserError]


class UnitMoveInput(TypedDict):
    """unitMove 的输入。"""
    version: NotRequired[int | None]
    id: str
    organization: str
    reason: NotRequired[str | None]


class UnitMovePayload(TypedDict, total=False):
    """unitMove 的结果。"""
    residentUnit: ResidentUnit | None
    errors: list[UserError]


class UnitRegisterInput(TypedDict):
    """unitRegister 的输入。"""
    organization: str
    name: str
    kind: UnitKind
    affiliation: NotRequired[UnitAffiliation | None]
    rank: NotRequired[str | None]
    partyOrganization: NotRequired[str | None]
    partyMembers: NotRequired[int | None]
    address: NotRequired[str | None]
    creditCode: NotRequired[str | None]


class UnitRegisterPayload(TypedDict, total=False):
    """unitRegister 的结果。"""
    residentUnit: ResidentUnit | None
    errors: list[UserError]


class UnitRestoreInput(TypedDict):
    """unitRestore 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class UnitRestorePayload(TypedDict, total=False):
    """unitRestore 的结果。"""
    residentUnit: ResidentUnit | None
    errors: list[UserError]


class UnitRetireInput(TypedDict):
    """unitRetire 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class UnitRetirePayload(TypedDict, total=False):
    """unitRetire 的结果。"""
    residentUnit: ResidentUnit | None
    errors: list[UserError]

UnitStatus = Literal["ACTIVE", "RETIRED"]


class UploadCreateInput(TypedDict):
    """uploadCreate 的输入。"""
    name: str
    size: int


class UploadCreatePayload(TypedDict, total=False):
    """uploadCreate 的结果。"""
    address: str | None
    expiresAt: str | None
    accepts: list[str] | None
    filesLeft: int | None
    bytesLeft: int | None
    stagedFile: StagedFile | None
    errors: list[UserError]

Urgency = Literal["NORMAL", "URGENT", "CRITICAL"]


class User(TypedDict, total=False):
    """账号：人员或第三方应用。管理员可见全部，其他人只见本人。"""
    id: str
    username: str
    name: str
    officePhone: str
    isActive: bool
    isService: bool
    mustChangePassword: bool
    createdAt: str
    version: int
    posts: Connection[Post]


class UserActivateInput(TypedDict):
    """userActivate 的输入。"""
    version: NotRequired[int | None]
    id: str


class UserActivatePayload(TypedDict, total=False):
    """userActivate 的结果。"""
    user: User | None
    errors: list[UserError]


class UserCreateInput(TypedDict):
    """userCreate 的输入。"""
    password: str
    username: str
    name: str
    officePhone: NotRequired[str | None]


class UserCreatePayload(TypedDict, total=False):
    """userCreate 的结果。"""
    user: User | None
    errors: list[UserError]


class UserDeactivateInput(TypedDict):
    """userDeactivate 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class UserDeactivatePayload(TypedDict, total=False):
    """userDeactivate 的结果。"""
    user: User | None
    errors: list[UserError]


class UserEditInput(TypedDict):
    """userEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    name: NotRequired[str | None]
    officePhone: NotRequired[str | None]


class UserEditPayload(TypedDict, total=False):
    """userEdit 的结果。"""
    user: User | None
    errors: list[UserError]


class UserError(TypedDict, total=False):
    """变更未能执行的一个原因。有错误时，什么都没有改变。"""
    code: str
    field: str | None
    message: str

UserOrder = Literal["USERNAME", "NAME"]


class UserSetPasswordInput(TypedDict):
    """userSetPassword 的输入。"""
    password: str
    id: str


class UserSetPasswordPayload(TypedDict, total=False):
    """userSetPassword 的结果。"""
    user: User | None
    errors: list[UserError]


class UserUnlockInput(TypedDict):
    """userUnlock 的输入。"""
    id: str


class UserUnlockPayload(TypedDict, total=False):
    """userUnlock 的结果。"""
    user: User | None
    errors: list[UserError]


class Verb(TypedDict, total=False):
    """一种动作及其中文名称。"""
    code: str
    label: str


class Visit(TypedDict, total=False):
    """一次走访；发现的问题见问题清单。"""
    id: str
    contact: ContactPoint
    visitedOn: str
    summary: str
    findings: int
    by: str
    at: str
    version: int
    history: Connection[Event]


class VisitEditInput(TypedDict):
    """visitEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    visitedOn: NotRequired[str | None]
    summary: NotRequired[str | None]


class VisitEditPayload(TypedDict, total=False):
    """visitEdit 的结果。"""
    visit: Visit | None
    errors: list[UserError]

VisitOrder = Literal["OLDEST", "NEWEST", "LATEST"]


class VisitRecordInput(TypedDict):
    """visitRecord 的输入。"""
    id: str
    visitedOn: str
    summary: str
    findings: NotRequired[list[FindingInput] | None]


class VisitRecordPayload(TypedDict, total=False):
    """visitRecord 的结果。"""
    visit: Visit | None
    errors: list[UserError]


class VoteCancelInput(TypedDict):
    """voteCancel 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class VoteCancelPayload(TypedDict, total=False):
    """voteCancel 的结果。"""
    topic: Topic | None
    errors: list[UserError]


class VoteCastInput(TypedDict):
    """voteCast 的输入。"""
    id: str
    choice: VoteChoice
    seat: NotRequired[str | None]


class VoteCastPayload(TypedDict, total=False):
    """voteCast 的结果。"""
    topic: Topic | None
    errors: list[UserError]

VoteChoice = Literal["APPROVE", "AGAINST", "ABSTAIN"]


class VoteCloseInput(TypedDict):
    """voteClose 的输入。"""
    version: NotRequired[int | None]
    id: str


class VoteClosePayload(TypedDict, total=False):
    """voteClose 的结果。"""
    topic: Topic | None
    errors: list[UserError]

VoteMajority = Literal["HALF", "TWO_THIRDS"]


class VoteOpenInput(TypedDict):
    """voteOpen 的输入。"""
    version: NotRequired[int | None]
    id: str


class VoteOpenPayload(TypedDict, total=False):
    """voteOpen 的结果。"""
    topic: Topic | None
    errors: list[UserError]


class WaitingItem(TypedDict, total=False):
    """一条等您办理的记录。"""
    id: str | None
    label: str
    who: str
    dueOn: str | None


class WaitingKind(TypedDict, total=False):
    """等您办理的一类事项。"""
    kind: str
    title: str
    total: int
    items: list[WaitingItem]


class WeakPlace(TypedDict, total=False):
    """薄弱组织：列入整顿的街道或社区。"""
    id: str
    organization: Organization
    reason: str
    namedOn: str
    acceptedOn: str | None
    outcome: str
    status: WeakPlaceStatus
    statusLabel: str
    version: int
    history: Connection[Event]

WeakPlaceOrder = Literal["OLDEST", "NEWEST"]

WeakPlaceStatus = Literal["NAMED", "ACCEPTED"]


class WeakplaceAcceptInput(TypedDict):
    """weakplaceAccept 的输入。"""
    version: NotRequired[int | None]
    id: str
    outcome: str


class WeakplaceAcceptPayload(TypedDict, total=False):
    """weakplaceAccept 的结果。"""
    weakPlace: WeakPlace | None
    errors: list[UserError]


class WeakplaceNameInput(TypedDict):
    """weakplaceName 的输入。"""
    organization: str
    reason: str


class WeakplaceNamePayload(TypedDict, total=False):
    """weakplaceName 的结果。"""
    weakPlace: WeakPlace | None
    errors: list[UserError]


class Webhook(TypedDict, total=False):
    """事件推送：应用的一个接收地址。安全管理员可见全部，应用凭 webhook.edit 可见自己的。"""
    id: str
    url: str
    verbs: list[str]
    status: WebhookStatus
    version: int
    clientName: str
    failingSince: str | None
    oldSecretUntil: str | None
    createdAt: str
    deliveries: Connection[WebhookDelivery]


class WebhookAttempt(TypedDict, total=False):
    """发送记录：一次请求和对方的答复。"""
    id: str
    at: str
    url: str
    headers: str
    status: int | None
    answer: str
    error: str
    milliseconds: int

WebhookAttemptOrder = Literal["NEWEST", "OLDEST"]


class WebhookDelivery(TypedDict, total=False):
    """推送消息：一个事件（或一次测试）送往一个接收地址。完成后保留一段时间。"""
    id: str
    webhook: Webhook
    event: Event | None
    messageId: str
    verb: str
    subjectLabel: str
    status: WebhookDeliveryStatus
    attempts: int
    dueAt: str
    createdAt: str
    doneAt: str | None
    note: str
    body: str
    log: Connection[WebhookAttempt]

WebhookDeliveryOrder = Literal["NEWEST", "OLDEST"]

WebhookDeliveryStatus = Literal["WAITING", "DELIVERED", "FAILED", "WITHHELD"]


class WebhookEditInput(TypedDict):
    """webhookEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    url: NotRequired[str | None]
    verbs: NotRequired[list[str] | None]


class WebhookEditPayload(TypedDict, total=False):
    """webhookEdit 的结果。"""
    webhook: Webhook | None
    errors: list[UserError]

WebhookOrder = Literal["NEWEST", "OLDEST"]


class WebhookPauseInput(TypedDict):
    """webhookPause 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class WebhookPausePayload(TypedDict, total=False):
    """webhookPause 的结果。"""
    webhook: Webhook | None
    errors: list[UserError]


class WebhookRedeliverInput(TypedDict):
    """webhookRedeliver 的输入。"""
    id: str


class WebhookRedeliverPayload(TypedDict, total=False):
    """webhookRedeliver 的结果。"""
    webhookDelivery: WebhookDelivery | None
    errors: list[UserError]


class WebhookRegisterInput(TypedDict):
    """webhookRegister 的输入。"""
    client: NotRequired[str | None]
    url: str
    verbs: list[str]


class WebhookRegisterPayload(TypedDict, total=False):
    """webhookRegister 的结果。"""
    secret: str | None
    webhook: Webhook | None
    errors: list[UserError]


class WebhookRemoveInput(TypedDict):
    """webhookRemove 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: NotRequired[str | None]


class WebhookRemovePayload(TypedDict, total=False):
    """webhookRemove 的结果。"""
    webhook: Webhook | None
    errors: list[UserError]


class WebhookResumeInput(TypedDict):
    """webhookResume 的输入。"""
    version: NotRequired[int | None]
    id: str


class WebhookResumePayload(TypedDict, total=False):
    """webhookResume 的结果。"""
    webhook: Webhook | None
    errors: list[UserError]


class WebhookRotateInput(TypedDict):
    """webhookRotate 的输入。"""
    id: str


class WebhookRotatePayload(TypedDict, total=False):
    """webhookRotate 的结果。"""
    secret: str | None
    webhook: Webhook | None
    errors: list[UserError]

WebhookStatus = Literal["ACTIVE", "PAUSED", "SUSPENDED", "REMOVED"]


class WebhookTestInput(TypedDict):
    """webhookTest 的输入。"""
    id: str


class WebhookTestPayload(TypedDict, total=False):
    """webhookTest 的结果。"""
    webhookDelivery: WebhookDelivery | None
    errors: list[UserError]


class Whistle(TypedDict, total=False):
    """吹哨事项：街道独自解决不了、请部门到场解决的事，从提请、审核、吹哨、分派、应哨、办理到评哨。"""
    id: str
    number: str
    title: str
    content: str
    urgency: Urgency
    suggestion: str
    organization: Organization
    raisedIn: Organization
    originLabel: str
    status: WhistleStatus
    statusLabel: str
    startedOn: str
    dueOn: str
    progress: int
    light: DueLight | None
    bucket: DueBucket | None
    daysLeft: int | None
    opinion: str
    result: WhistleResult | None
    collectedAt: str
    blownAt: str | None
    assignedAt: str | None
    finishedAt: str | None
    rateBy: str | None
    closedAt: str | None
    version: int
    documentUrl: str | None
    responses: Connection[WhistleResponse]
    history: Connection[Event]


class WhistleAddInput(TypedDict):
    """whistleAdd 的输入。"""
    version: NotRequired[int | None]
    id: str
    department: str
    note: NotRequired[str | None]


class WhistleAddPayload(TypedDict, total=False):
    """whistleAdd 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleAssignInput(TypedDict):
    """whistleAssign 的输入。"""
    version: NotRequired[int | None]
    id: str
    departments: list[str]
    lead: NotRequired[str | None]
    note: NotRequired[str | None]
    dueOn: NotRequired[str | None]


class WhistleAssignPayload(TypedDict, total=False):
    """whistleAssign 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleBlowInput(TypedDict):
    """whistleBlow 的输入。"""
    version: NotRequired[int | None]
    id: str
    departments: NotRequired[list[str] | None]
    lead: NotRequired[str | None]
    note: NotRequired[str | None]


class WhistleBlowPayload(TypedDict, total=False):
    """whistleBlow 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleCollectInput(TypedDict):
    """whistleCollect 的输入。"""
    organization: str
    title: str
    content: str
    urgency: NotRequired[Urgency | None]
    suggestion: NotRequired[str | None]


class WhistleCollectPayload(TypedDict, total=False):
    """whistleCollect 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleDeclineInput(TypedDict):
    """whistleDecline 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class WhistleDeclinePayload(TypedDict, total=False):
    """whistleDecline 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleEditInput(TypedDict):
    """whistleEdit 的输入。"""
    version: NotRequired[int | None]
    id: str
    title: NotRequired[str | None]
    content: NotRequired[str | None]
    urgency: NotRequired[Urgency | None]
    suggestion: NotRequired[str | None]


class WhistleEditPayload(TypedDict, total=False):
    """whistleEdit 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleFile(TypedDict, total=False):
    """吹哨佐证：现场照片和证明办到的文件。"""
    id: str
    response: WhistleResponse
    name: str
    contentType: str
    size: int
    sha256: str
    uploadedAt: str
    url: str

WhistleFileOrder = Literal["OLDEST", "NEWEST"]


class WhistleLeague(TypedDict, total=False):
    """部门应哨排名：与“部门排名”页面是同一组数，只统计您可以查看的应哨事项。"""
    quarter: str
    lines: list[WhistleLeagueLine]


class WhistleLeagueLine(TypedDict, total=False):
    """一个部门在一个季度的应哨情况；没有可算的，为空。"""
    id: str
    name: str
    called: int
    answered: int
    rated: int
    inTime: str | None
    hours: str | None
    solved: str | None
    satisfaction: str | None
    points: str | None

WhistleOrder = Literal["NEWEST", "OLDEST", "DUE"]


class WhistleResponse(TypedDict, total=False):
    """应哨：一个部门对一件吹哨事项的应哨、到场、办理和得到的评价。"""
    id: str
    whistle: Whistle
    department: Department
    lead: bool
    status: WhistleResponseStatus
    statusLabel: str
    calledAt: str
    respondBy: str
    respondedAt: str | None
    onTime: bool | None
    responseHours: str | None
    dueOn: str
    progress: int
    poor: bool
    light: DueLight | None
    bucket: DueBucket | None
    daysLeft: int | None
    plan: str
    siteReport: str
    reportedAt: str | None
    measures: str
    result: WhistleResult | None
    finishedAt: str | None
    dispute: str
    ruling: str
    askedUntil: str | None
    askedHours: int | None
    askReason: str
    askAnswer: str
    extended: int
    supervisedOn: str | None
    demands: str
    responseScore: str | None
    solutionScore: str | None
    satisfactionScore: str | None
    score: str | None
    comment: str
    ratedAt: str | None
    version: int
    files: Connection[WhistleFile]
    history: Connection[Event]

WhistleResponseOrder = Literal["NEWEST", "OLDEST", "RESPOND_BY", "DUE"]

WhistleResponseStatus = Literal["PENDING", "DISPUTED", "RESPONDED", "FINISHED", "RATED", "RELEASED"]

WhistleResult = Literal["SOLVED", "PARTLY", "UNSOLVED"]


class WhistleReturnInput(TypedDict):
    """whistleReturn 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class WhistleReturnPayload(TypedDict, total=False):
    """whistleReturn 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleReviewInput(TypedDict):
    """whistleReview 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class WhistleReviewPayload(TypedDict, total=False):
    """whistleReview 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleRules(TypedDict, total=False):
    """区级设置：吹哨报到规则。期限按工作日和工作小时计算，工作日和每天的起止时间见“工作日历”；三项评哨权重之和应为 100%。"""
    version: int
    namedByStreet: bool
    reviewDays: int
    dispatchDays: int
    normalRespondHours: int
    urgentRespondHours: int
    criticalRespondHours: int
    normalSolveDays: int
    urgentSolveDays: int
    criticalSolveDays: int
    rateDays: int
    responseWeight: str
    solutionWeight: str
    satisfactionWeight: str
    mostExtensions: int
    superviseDays: int
    remindBefore: list[int]
    warnHours: int


class WhistleRulesEditInput(TypedDict):
    """whistleRulesEdit 的输入。"""
    version: NotRequired[int | None]
    namedByStreet: NotRequired[bool | None]
    reviewDays: NotRequired[int | None]
    dispatchDays: NotRequired[int | None]
    normalRespondHours: NotRequired[int | None]
    urgentRespondHours: NotRequired[int | None]
    criticalRespondHours: NotRequired[int | None]
    normalSolveDays: NotRequired[int | None]
    urgentSolveDays: NotRequired[int | None]
    criticalSolveDays: NotRequired[int | None]
    rateDays: NotRequired[int | None]
    responseWeight: NotRequired[str | None]
    solutionWeight: NotRequired[str | None]
    satisfactionWeight: NotRequired[str | None]
    mostExtensions: NotRequired[int | None]
    superviseDays: NotRequired[int | None]
    remindBefore: NotRequired[list[int] | None]
    warnHours: NotRequired[int | None]


class WhistleRulesEditPayload(TypedDict, total=False):
    """whistleRulesEdit 的结果。"""
    rules: WhistleRules | None
    errors: list[UserError]

WhistleStatus = Literal["COLLECTED", "REVIEWED", "BLOWN", "ASSIGNED", "HANDLING", "FINISHED", "CLOSED", "DECLINED", "WITHDRAWN"]


class WhistleWithdrawInput(TypedDict):
    """whistleWithdraw 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class WhistleWithdrawPayload(TypedDict, total=False):
    """whistleWithdraw 的结果。"""
    whistle: Whistle | None
    errors: list[UserError]


class WhistleresponseApproveInput(TypedDict):
    """whistleresponseApprove 的输入。"""
    version: NotRequired[int | None]
    id: str
    note: NotRequired[str | None]


class WhistleresponseApprovePayload(TypedDict, total=False):
    """whistleresponseApprove 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseAskInput(TypedDict):
    """whistleresponseAsk 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str
    dueOn: NotRequired[str | None]
    hours: NotRequired[int | None]


class WhistleresponseAskPayload(TypedDict, total=False):
    """whistleresponseAsk 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseDisputeInput(TypedDict):
    """whistleresponseDispute 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class WhistleresponseDisputePayload(TypedDict, total=False):
    """whistleresponseDispute 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseFinishInput(TypedDict):
    """whistleresponseFinish 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    measures: str
    result: WhistleResult


class WhistleresponseFinishPayload(TypedDict, total=False):
    """whistleresponseFinish 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseRateInput(TypedDict):
    """whistleresponseRate 的输入。"""
    version: NotRequired[int | None]
    id: str
    responseScore: str
    solutionScore: str
    satisfactionScore: str
    comment: NotRequired[str | None]


class WhistleresponseRatePayload(TypedDict, total=False):
    """whistleresponseRate 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseRefuseInput(TypedDict):
    """whistleresponseRefuse 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class WhistleresponseRefusePayload(TypedDict, total=False):
    """whistleresponseRefuse 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseReleaseInput(TypedDict):
    """whistleresponseRelease 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str
    to: NotRequired[str | None]


class WhistleresponseReleasePayload(TypedDict, total=False):
    """whistleresponseRelease 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseReportInput(TypedDict):
    """whistleresponseReport 的输入。"""
    version: NotRequired[int | None]
    evidence: NotRequired[list[EvidenceInput] | None]
    id: str
    text: str
    progress: int


class WhistleresponseReportPayload(TypedDict, total=False):
    """whistleresponseReport 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseRespondInput(TypedDict):
    """whistleresponseRespond 的输入。"""
    version: NotRequired[int | None]
    id: str
    plan: NotRequired[str | None]


class WhistleresponseRespondPayload(TypedDict, total=False):
    """whistleresponseRespond 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseRetractInput(TypedDict):
    """whistleresponseRetract 的输入。"""
    version: NotRequired[int | None]
    id: str


class WhistleresponseRetractPayload(TypedDict, total=False):
    """whistleresponseRetract 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseReturnInput(TypedDict):
    """whistleresponseReturn 的输入。"""
    version: NotRequired[int | None]
    dueOn: NotRequired[str | None]
    id: str
    reason: str


class WhistleresponseReturnPayload(TypedDict, total=False):
    """whistleresponseReturn 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseSuperviseInput(TypedDict):
    """whistleresponseSupervise 的输入。"""
    version: NotRequired[int | None]
    id: str
    demands: NotRequired[str | None]


class WhistleresponseSupervisePayload(TypedDict, total=False):
    """whistleresponseSupervise 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WhistleresponseUpholdInput(TypedDict):
    """whistleresponseUphold 的输入。"""
    version: NotRequired[int | None]
    id: str
    reason: str


class WhistleresponseUpholdPayload(TypedDict, total=False):
    """whistleresponseUphold 的结果。"""
    whistleResponse: WhistleResponse | None
    errors: list[UserError]


class WorkCalendar(TypedDict, total=False):
    """区级设置：工作日历。法定节假日和调休已按国务院通知内置；通知发布后程序还未更新的年份，或本区另有安排的日子，在这里补充。"""
    version: int
    opens: int
    closes: int
    extraHolidays: list[str]
    extraWorkdays: list[str]


class WorkCalendarEditInput(TypedDict):
    """workCalendarEdit 的输入。"""
    version: NotRequired[int | None]
    opens: NotRequired[int | None]
    closes: NotRequired[int | None]
    extraHolidays: NotRequired[list[str] | None]
    extraWorkdays: NotRequired[list[str] | None]


class WorkCalendarEditPayload(TypedDict, total=False):
    """workCalendarEdit 的结果。"""
    rules: WorkCalendar | None
    errors: list[UserError]


class OrganizationsArguments(TypedDict, total=False):
    """organizations 的筛选和排序。"""
    orderBy: OrganizationOrder | None
    level: list[OrganizationLevel] | None
    within: str | None
    code: str | None
    inUse: bool | None
    search: str | None


class UnitsArguments(TypedDict, total=False):
    """units 的筛选和排序。"""
    orderBy: ResidentUnitOrder | None
    kind: list[UnitKind] | None
    affiliation: list[UnitAffiliation] | None
    status: list[UnitStatus] | None
    within: str | None
    creditCode: str | None
    search: str | None


class DepartmentsArguments(TypedDict, total=False):
    """departments 的筛选和排序。"""
    orderBy: DepartmentOrder | None
    kind: list[DepartmentKind] | None
    status: list[DepartmentStatus] | None
    within: str | None
    parent: str | None
    search: str | None


class UsersArguments(TypedDict, total=False):
    """users 的筛选和排序。"""
    orderBy: UserOrder | None
    active: bool | None
    search: str | None


class PostsArguments(TypedDict, total=False):
    """posts 的筛选和排序。"""
    orderBy: PostOrder | None
    role: list[PostRole] | None
    kind: list[PostKind] | None
    within: str | None
    unit: str | None
    department: str | None
    homeUnit: str | None
    homeOrganization: str | None
    homeDepartment: str | None
    current: bool | None


class AgreementsArguments(TypedDict, total=False):
    """agreements 的筛选和排序。"""
    orderBy: AgreementOrder | None
    status: list[AgreementStatus] | None
    kind: list[AgreementKind] | None
    refersTo: str | None
    within: str | None
    unit: str | None
    number: str | None
    endsFrom: str | None
    endsUntil: str | None
    search: str | None


class AgreementTemplatesArguments(TypedDict, total=False):
    """agreementTemplates 的筛选和排序。"""
    orderBy: AgreementTemplateOrder | None
    status: list[TemplateStatus] | None
    kind: UnitKind | None
    search: str | None


class CommitmentsArguments(TypedDict, total=False):
    """commitments 的筛选和排序。"""
    orderBy: CommitmentOrder | None
    agreement: str | None
    unit: str | None
    status: list[AgreementStatus] | None
    owed: bool | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class ResponsibilitiesArguments(TypedDict, total=False):
    """responsibilities 的筛选和排序。"""
    orderBy: ResponsibilityOrder | None
    status: list[ResponsibilityStatus] | None
    category: list[ResponsibilityCategory] | None
    holder: list[ResponsibilityHolder] | None
    result: list[ResponsibilityResult] | None
    year: int | None
    within: str | None
    organization: str | None
    number: str | None
    dueFrom: str | None
    dueUntil: str | None
    light: list[DueLight] | None
    bucket: list[DueBucket] | None
    search: str | None


class ResponsibilityChecksArguments(TypedDict, total=False):
    """responsibilityChecks 的筛选和排序。"""
    orderBy: ResponsibilityCheckOrder | None
    responsibility: str | None
    passed: bool | None


class ResponsibilityReportsArguments(TypedDict, total=False):
    """responsibilityReports 的筛选和排序。"""
    orderBy: ResponsibilityReportOrder | None
    responsibility: str | None


class ResponsibilityFilesArguments(TypedDict, total=False):
    """responsibilityFiles 的筛选和排序。"""
    orderBy: ResponsibilityFileOrder | None
    report: str | None


class AppealsArguments(TypedDict, total=False):
    """appeals 的筛选和排序。"""
    orderBy: AppealOrder | None
    status: list[AppealStatus] | None
    urgency: list[Urgency] | None
    channel: list[AppealChannel] | None
    route: list[AppealRoute] | None
    satisfaction: list[AppealSatisfaction] | None
    category: str | None
    organization: str | None
    within: str | None
    light: list[DueLight] | None
    bucket: list[DueBucket] | None
    number: str | None
    sourceNumber: str | None
    raisedFrom: str | None
    raisedUntil: str | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class WhistlesArguments(TypedDict, total=False):
    """whistles 的筛选和排序。"""
    orderBy: WhistleOrder | None
    status: list[WhistleStatus] | None
    urgency: list[Urgency] | None
    result: list[WhistleResult] | None
    department: str | None
    within: str | None
    light: list[DueLight] | None
    bucket: list[DueBucket] | None
    number: str | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class WhistleResponsesArguments(TypedDict, total=False):
    """whistleResponses 的筛选和排序。"""
    orderBy: WhistleResponseOrder | None
    status: list[WhistleResponseStatus] | None
    result: list[WhistleResult] | None
    department: str | None
    whistle: str | None
    within: str | None
    light: list[DueLight] | None
    bucket: list[DueBucket] | None
    lead: bool | None


class WhistleFilesArguments(TypedDict, total=False):
    """whistleFiles 的筛选和排序。"""
    orderBy: WhistleFileOrder | None
    response: str | None


class AdmissionsArguments(TypedDict, total=False):
    """admissions 的筛选和排序。"""
    orderBy: AdmissionOrder | None
    status: list[AdmissionStatus] | None
    department: str | None
    place: str | None
    number: str | None
    endsFrom: str | None
    endsUntil: str | None
    search: str | None


class AssignmentsArguments(TypedDict, total=False):
    """assignments 的筛选和排序。"""
    orderBy: AssignmentOrder | None
    status: list[AssignmentStatus] | None
    kind: list[AssignmentKind] | None
    within: str | None
    organization: str | None
    department: str | None
    issuer: str | None
    parent: str | None
    whole: bool | None
    number: str | None
    light: list[DueLight] | None
    bucket: list[DueBucket] | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class ProgressReportsArguments(TypedDict, total=False):
    """progressReports 的筛选和排序。"""
    orderBy: ProgressReportOrder | None
    assignment: str | None
    difficult: bool | None


class AssignmentFilesArguments(TypedDict, total=False):
    """assignmentFiles 的筛选和排序。"""
    orderBy: AssignmentFileOrder | None
    report: str | None


class CampaignTemplatesArguments(TypedDict, total=False):
    """campaignTemplates 的筛选和排序。"""
    orderBy: CampaignTemplateOrder | None
    status: list[CampaignTemplateStatus] | None
    search: str | None


class CampaignTemplateStepsArguments(TypedDict, total=False):
    """campaignTemplateSteps 的筛选和排序。"""
    orderBy: CampaignTemplateStepOrder | None
    template: str | None


class CampaignsArguments(TypedDict, total=False):
    """campaigns 的筛选和排序。"""
    orderBy: CampaignOrder | None
    status: list[CampaignStatus] | None
    organization: str | None
    place: str | None
    number: str | None
    search: str | None


class PlannedStepsArguments(TypedDict, total=False):
    """plannedSteps 的筛选和排序。"""
    orderBy: PlannedStepOrder | None
    campaign: str | None
    dueFrom: str | None
    dueUntil: str | None


class CampaignStepsArguments(TypedDict, total=False):
    """campaignSteps 的筛选和排序。"""
    orderBy: CampaignStepOrder | None
    status: list[CampaignStepStatus] | None
    within: str | None
    organization: str | None
    campaign: str | None
    plan: str | None
    light: list[DueLight] | None
    bucket: list[DueBucket] | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class CampaignStepFilesArguments(TypedDict, total=False):
    """campaignStepFiles 的筛选和排序。"""
    orderBy: CampaignStepFileOrder | None
    step: str | None


class SecretaryProjectsArguments(TypedDict, total=False):
    """secretaryProjects 的筛选和排序。"""
    orderBy: SecretaryProjectOrder | None
    status: list[SecretaryProjectStatus] | None
    within: str | None
    organization: str | None
    year: int | None
    number: str | None
    light: list[DueLight] | None
    bucket: list[DueBucket] | None
    dueFrom: str | None
    dueUntil: str | None
    problem: str | None
    poor: bool | None
    search: str | None


class ProjectPartsArguments(TypedDict, total=False):
    """projectParts 的筛选和排序。"""
    orderBy: ProjectPartOrder | None
    project: str | None
    kind: list[ProjectPartKind] | None


class ProjectReportsArguments(TypedDict, total=False):
    """projectReports 的筛选和排序。"""
    orderBy: ProjectReportOrder | None
    project: str | None


class ProjectPartFilesArguments(TypedDict, total=False):
    """projectPartFiles 的筛选和排序。"""
    orderBy: ProjectPartFileOrder | None
    part: str | None


class ClustersArguments(TypedDict, total=False):
    """clusters 的筛选和排序。"""
    orderBy: ClusterOrder | None
    kind: list[ClusterKind] | None
    status: list[ClusterStatus] | None
    within: str | None
    search: str | None


class ClusterUnitsArguments(TypedDict, total=False):
    """clusterUnits 的筛选和排序。"""
    orderBy: ClusterUnitOrder | None
    cluster: str | None
    unit: str | None
    within: str | None
    should: bool | None
    missing: bool | None
    stepUntil: str | None


class JointBranchesArguments(TypedDict, total=False):
    """jointBranches 的筛选和排序。"""
    orderBy: JointBranchOrder | None
    cluster: str | None
    within: str | None
    search: str | None


class ConsultationsArguments(TypedDict, total=False):
    """consultations 的筛选和排序。"""
    orderBy: ConsultationOrder | None
    status: list[ConsultationStatus] | None
    kind: list[ConsultationKind] | None
    within: str | None
    department: str | None
    outpost: str | None
    proposed: bool | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class OutpostAppraisalsArguments(TypedDict, total=False):
    """outpostAppraisals 的筛选和排序。"""
    orderBy: OutpostAppraisalOrder | None
    within: str | None
    outpost: str | None
    department: str | None
    year: int | None
    search: str | None


class FacilitiesArguments(TypedDict, total=False):
    """facilities 的筛选和排序。"""
    orderBy: FacilityOrder | None
    within: str | None
    organization: str | None
    checkedUntil: str | None
    search: str | None


class FacilityPhotosArguments(TypedDict, total=False):
    """facilityPhotos 的筛选和排序。"""
    orderBy: FacilityPhotoOrder | None
    facility: str | None
    within: str | None
    room: list[FacilityRoom] | None


class CommitmentPeriodsArguments(TypedDict, total=False):
    """commitmentPeriods 的筛选和排序。"""
    orderBy: CommitmentPeriodOrder | None
    commitment: str | None
    endsFrom: str | None
    startsUntil: str | None


class AgreementEvaluationsArguments(TypedDict, total=False):
    """agreementEvaluations 的筛选和排序。"""
    orderBy: AgreementEvaluationOrder | None
    agreement: str | None
    stage: list[AgreementStage] | None


class NeedsArguments(TypedDict, total=False):
    """needs 的筛选和排序。"""
    orderBy: NeedOrder | None
    status: list[ListingStatus] | None
    category: list[ListingCategory] | None
    fulfilStatus: list[ListingExtent] | None
    within: str | None
    unit: str | None
    byUnit: bool | None
    claimable: bool | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class ResourcesArguments(TypedDict, total=False):
    """resources 的筛选和排序。"""
    orderBy: ResourceOrder | None
    status: list[ListingStatus] | None
    category: list[ListingCategory] | None
    fulfilStatus: list[ListingExtent] | None
    within: str | None
    unit: str | None
    byUnit: bool | None
    claimable: bool | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class MaterialsArguments(TypedDict, total=False):
    """materials 的筛选和排序。"""
    orderBy: MaterialOrder | None
    kind: str | None
    status: list[MaterialStatus] | None
    within: str | None
    unit: str | None
    byUnits: bool | None
    endsFrom: str | None
    endsUntil: str | None
    search: str | None


class ClaimsArguments(TypedDict, total=False):
    """claims 的筛选和排序。"""
    orderBy: ClaimOrder | None
    status: list[ClaimStatus] | None
    need: str | None
    resource: str | None
    unit: str | None
    commitment: str | None
    within: str | None
    proposedSince: str | None
    proposedUntil: str | None
    search: str | None


class ProblemsArguments(TypedDict, total=False):
    """problems 的筛选和排序。"""
    orderBy: ProblemOrder | None
    status: list[ProblemStatus] | None
    severity: list[ProblemSeverity] | None
    source: list[ProblemSource] | None
    category: list[ProblemCategory] | None
    orderLight: list[DueLight] | None
    orderDueFrom: str | None
    orderDueUntil: str | None
    within: str | None
    number: str | None
    origin: str | None
    search: str | None


class RectificationsArguments(TypedDict, total=False):
    """rectifications 的筛选和排序。"""
    orderBy: RectificationOrder | None
    status: list[RectificationStatus] | None
    severity: list[ProblemSeverity] | None
    light: list[DueLight] | None
    bucket: list[DueBucket] | None
    problem: str | None
    within: str | None
    checkLight: list[DueLight] | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class ExtensionsArguments(TypedDict, total=False):
    """extensions 的筛选和排序。"""
    orderBy: ExtensionOrder | None
    subject: str | None
    status: list[ExtensionStatus] | None
    within: str | None
    search: str | None


class SupervisionsArguments(TypedDict, total=False):
    """supervisions 的筛选和排序。"""
    orderBy: SupervisionOrder | None
    subject: str | None
    status: list[SupervisionStatus] | None
    within: str | None
    replyDueFrom: str | None
    replyDueUntil: str | None
    number: str | None
    search: str | None


class AccountabilitiesArguments(TypedDict, total=False):
    """accountabilities 的筛选和排序。"""
    orderBy: AccountabilityOrder | None
    subject: str | None
    kind: list[AccountabilityKind] | None
    status: list[AccountabilityStatus] | None
    within: str | None
    search: str | None


class ChecklistsArguments(TypedDict, total=False):
    """checklists 的筛选和排序。"""
    orderBy: ChecklistOrder | None
    status: list[ChecklistStatus] | None
    search: str | None


class InspectionsArguments(TypedDict, total=False):
    """inspections 的筛选和排序。"""
    orderBy: InspectionOrder | None
    status: list[InspectionStatus] | None
    kind: list[InspectionKind] | None
    within: str | None
    number: str | None
    endsFrom: str | None
    endsUntil: str | None
    search: str | None


class InspectionTeamsArguments(TypedDict, total=False):
    """inspectionTeams 的筛选和排序。"""
    orderBy: InspectionTeamOrder | None
    inspection: str | None
    search: str | None


class InspectionTargetsArguments(TypedDict, total=False):
    """inspectionTargets 的筛选和排序。"""
    orderBy: InspectionTargetOrder | None
    status: list[InspectionTargetStatus] | None
    inspection: str | None
    team: str | None
    unit: str | None
    drawn: bool | None
    within: str | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class FindingsArguments(TypedDict, total=False):
    """findings 的筛选和排序。"""
    orderBy: FindingOrder | None
    result: list[FindingResult] | None
    target: str | None
    inspection: str | None
    within: str | None
    search: str | None


class RandomDrawsArguments(TypedDict, total=False):
    """randomDraws 的筛选和排序。"""
    orderBy: InspectionDrawOrder | None
    inspection: str | None


class ContactPointsArguments(TypedDict, total=False):
    """contactPoints 的筛选和排序。"""
    orderBy: ContactPointOrder | None
    status: list[ContactPointStatus] | None
    within: str | None
    organization: str | None
    ofWeak: bool | None
    unvisited: bool | None
    search: str | None


class VisitsArguments(TypedDict, total=False):
    """visits 的筛选和排序。"""
    orderBy: VisitOrder | None
    contact: str | None
    visitedFrom: str | None
    visitedUntil: str | None


class WeakPlacesArguments(TypedDict, total=False):
    """weakPlaces 的筛选和排序。"""
    orderBy: WeakPlaceOrder | None
    status: list[WeakPlaceStatus] | None
    within: str | None
    organization: str | None
    withoutLeader: bool | None


class EvidenceFilesArguments(TypedDict, total=False):
    """evidenceFiles 的筛选和排序。"""
    orderBy: EvidenceOrder | None
    claim: str | None


class EvaluationsArguments(TypedDict, total=False):
    """evaluations 的筛选和排序。"""
    orderBy: EvaluationOrder | None
    claim: str | None
    side: list[EvaluationSide] | None


class ReportsArguments(TypedDict, total=False):
    """reports 的筛选和排序。"""
    orderBy: QuarterlyReportOrder | None
    status: list[ReportStatus] | None
    quarter: str | None


class ReportEntriesArguments(TypedDict, total=False):
    """reportEntries 的筛选和排序。"""
    orderBy: ReportEntryOrder | None
    report: str | None
    organization: str | None
    level: list[OrganizationLevel] | None
    status: list[ReportEntryStatus] | None
    within: str | None


class GrantsArguments(TypedDict, total=False):
    """grants 的筛选和排序。"""
    orderBy: GrantOrder | None
    user: str | None
    kind: list[GrantKind] | None
    at: str | None


class ClientsArguments(TypedDict, total=False):
    """clients 的筛选和排序。"""
    orderBy: ClientOrder | None
    active: bool | None
    unused: bool | None
    search: str | None


class BodiesArguments(TypedDict, total=False):
    """bodies 的筛选和排序。"""
    orderBy: BodyOrder | None
    status: list[BodyStatus] | None
    kind: list[BodyKind] | None
    within: str | None
    meetUntil: str | None
    search: str | None


class SeatsArguments(TypedDict, total=False):
    """seats 的筛选和排序。"""
    orderBy: SeatOrder | None
    body: str | None
    unit: str | None
    role: list[SeatRole] | None
    current: bool | None


class MeetingsArguments(TypedDict, total=False):
    """meetings 的筛选和排序。"""
    orderBy: MeetingOrder | None
    status: list[MeetingStatus] | None
    body: str | None
    within: str | None
    since: str | None
    until: str | None
    search: str | None


class InvitationsArguments(TypedDict, total=False):
    """invitations 的筛选和排序。"""
    orderBy: InvitationOrder | None
    meeting: str | None
    answer: list[InvitationAnswer] | None
    presence: list[InvitationPresence] | None


class TopicsArguments(TypedDict, total=False):
    """topics 的筛选和排序。"""
    orderBy: TopicOrder | None
    status: list[TopicStatus] | None
    body: str | None
    meeting: str | None
    late: bool | None
    within: str | None
    search: str | None


class DecisionsArguments(TypedDict, total=False):
    """decisions 的筛选和排序。"""
    orderBy: DecisionOrder | None
    meeting: str | None
    topic: str | None
    within: str | None
    dueFrom: str | None
    dueUntil: str | None
    search: str | None


class DecisionRequestsArguments(TypedDict, total=False):
    """decisionRequests 的筛选和排序。"""
    orderBy: DecisionRequestOrder | None
    status: list[DecisionRequestStatus] | None
    decision: str | None
    unit: str | None


class InquiriesArguments(TypedDict, total=False):
    """inquiries 的筛选和排序。"""
    orderBy: InquiryOrder | None
    status: list[InquiryStatus] | None
    decision: str | None
    within: str | None


class ProposalsArguments(TypedDict, total=False):
    """proposals 的筛选和排序。"""
    orderBy: ProposalOrder | None
    status: list[ProposalStatus] | None
    category: list[ProposalCategory] | None
    handler: str | None
    department: str | None
    unit: str | None
    proposingDepartment: str | None
    within: str | None
    dueUntil: str | None
    number: str | None
    search: str | None


class BulletinsArguments(TypedDict, total=False):
    """bulletins 的筛选和排序。"""
    orderBy: BulletinOrder | None
    status: list[BulletinStatus] | None
    kind: list[BulletinKind] | None
    within: str | None
    organization: str | None
    toOrganization: str | None
    toUnit: str | None
    number: str | None
    dueUntil: str | None
    search: str | None


class DataCallsArguments(TypedDict, total=False):
    """dataCalls 的筛选和排序。"""
    orderBy: DataCallOrder | None
    status: list[DataCallStatus] | None
    within: str | None
    organization: str | None
    dueUntil: str | None
    search: str | None


class DataAnswersArguments(TypedDict, total=False):
    """dataAnswers 的筛选和排序。"""
    orderBy: DataAnswerOrder | None
    status: list[DataAnswerStatus] | None
    within: str | None
    call: str | None
    organization: str | None
    submitted: bool | None
    submittedFrom: str | None


class BulletinReceiptsArguments(TypedDict, total=False):
    """bulletinReceipts 的筛选和排序。"""
    orderBy: BulletinReceiptOrder | None
    bulletin: str | None
    within: str | None
    read: bool | None
    readFrom: str | None
    search: str | None


class NoticesArguments(TypedDict, total=False):
    """notices 的筛选和排序。"""
    orderBy: NoticeOrder | None
    unread: bool | None
    subject: str | None


class EventsArguments(TypedDict, total=False):
    """events 的筛选和排序。"""
    orderBy: EventOrder | None
    subject: str | None
    verb: list[str] | None
    unit: str | None
    since: str | None
    until: str | None
    within: str | None


class WebhooksArguments(TypedDict, total=False):
    """webhooks 的筛选和排序。"""
    orderBy: WebhookOrder | None
    status: list[WebhookStatus] | None
    client: str | None


class RegisteredDocumentsArguments(TypedDict, total=False):
    """registeredDocuments 的筛选和排序。"""
    orderBy: RegisteredDocumentOrder | None
    status: list[RegisteredDocumentStatus] | None
    client: str | None
    search: str | None


class PersonalTokensArguments(TypedDict, total=False):
    """personalTokens 的筛选和排序。"""
    orderBy: PersonalTokenOrder | None
    status: list[PersonalTokenStatus] | None
    usable: bool | None
    search: str | None


class UsageArguments(TypedDict, total=False):
    """usage 的筛选和排序。"""
    orderBy: ClientUsageOrder | None
    client: str | None
    since: str | None
    until: str | None


class WebhookDeliveriesArguments(TypedDict, total=False):
    """webhookDeliveries 的筛选和排序。"""
    orderBy: WebhookDeliveryOrder | None
    status: list[WebhookDeliveryStatus] | None
    webhook: str | None
    verb: list[str] | None
