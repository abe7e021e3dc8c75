"""接口的查询和变更，每个一个方法。由 ``make schema`` 按接口描述写出，请勿手工修改。"""

from collections.abc import Iterator
from typing import Any, Unpack

from liandong import types
from liandong.transport import Transport


class Liandong(Transport):
    """一个第三方应用能用的全部查询和变更；``select`` 是要读取的字段，写法与 GraphQL 相同。"""

    def organizations(self, select: str, **given: Unpack[types.OrganizationsArguments]) -> Iterator[types.Organization]:
        """组织。逐页读取全部。"""
        return self._list("organizations", {"orderBy": "OrganizationOrder", "level": "[OrganizationLevel!]", "within": "ID", "code": "String", "inUse": "Boolean", "search": "String"}, select, given)

    def units(self, select: str, **given: Unpack[types.UnitsArguments]) -> Iterator[types.ResidentUnit]:
        """驻区单位。逐页读取全部。"""
        return self._list("units", {"orderBy": "ResidentUnitOrder", "kind": "[UnitKind!]", "affiliation": "[UnitAffiliation!]", "status": "[UnitStatus!]", "within": "ID", "creditCode": "String", "search": "String"}, select, given)

    def departments(self, select: str, **given: Unpack[types.DepartmentsArguments]) -> Iterator[types.Department]:
        """区直部门和派出机构。逐页读取全部。"""
        return self._list("departments", {"orderBy": "DepartmentOrder", "kind": "[DepartmentKind!]", "status": "[DepartmentStatus!]", "within": "ID", "parent": "ID", "search": "String"}, select, given)

    def users(self, select: str, **given: Unpack[types.UsersArguments]) -> Iterator[types.User]:
        """账号。逐页读取全部。"""
        return self._list("users", {"orderBy": "UserOrder", "active": "Boolean", "search": "String"}, select, given)

    def posts(self, select: str, **given: Unpack[types.PostsArguments]) -> Iterator[types.Post]:
        """职务。逐页读取全部。"""
        return self._list("posts", {"orderBy": "PostOrder", "role": "[PostRole!]", "kind": "[PostKind!]", "within": "ID", "unit": "ID", "department": "ID", "homeUnit": "ID", "homeOrganization": "ID", "homeDepartment": "ID", "current": "Boolean"}, select, given)

    def agreements(self, select: str, **given: Unpack[types.AgreementsArguments]) -> Iterator[types.Agreement]:
        """共建协议。逐页读取全部。"""
        return self._list("agreements", {"orderBy": "AgreementOrder", "status": "[AgreementStatus!]", "kind": "[AgreementKind!]", "refersTo": "ID", "within": "ID", "unit": "ID", "number": "String", "endsFrom": "Date", "endsUntil": "Date", "search": "String"}, select, given)

    def agreementTemplates(self, select: str, **given: Unpack[types.AgreementTemplatesArguments]) -> Iterator[types.AgreementTemplate]:
        """协议模板。逐页读取全部。"""
        return self._list("agreementTemplates", {"orderBy": "AgreementTemplateOrder", "status": "[TemplateStatus!]", "kind": "UnitKind", "search": "String"}, select, given)

    def commitments(self, select: str, **given: Unpack[types.CommitmentsArguments]) -> Iterator[types.Commitment]:
        """承诺事项。逐页读取全部。"""
        return self._list("commitments", {"orderBy": "CommitmentOrder", "agreement": "ID", "unit": "ID", "status": "[AgreementStatus!]", "owed": "Boolean", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def responsibilities(self, select: str, **given: Unpack[types.ResponsibilitiesArguments]) -> Iterator[types.Responsibility]:
        """责任事项。逐页读取全部。"""
        return self._list("responsibilities", {"orderBy": "ResponsibilityOrder", "status": "[ResponsibilityStatus!]", "category": "[ResponsibilityCategory!]", "holder": "[ResponsibilityHolder!]", "result": "[ResponsibilityResult!]", "year": "Int", "within": "ID", "organization": "ID", "number": "String", "dueFrom": "Date", "dueUntil": "Date", "light": "[DueLight!]", "bucket": "[DueBucket!]", "search": "String"}, select, given)

    def responsibilityChecks(self, select: str, **given: Unpack[types.ResponsibilityChecksArguments]) -> Iterator[types.ResponsibilityCheck]:
        """履责检查。逐页读取全部。"""
        return self._list("responsibilityChecks", {"orderBy": "ResponsibilityCheckOrder", "responsibility": "ID", "passed": "Boolean"}, select, given)

    def responsibilityReports(self, select: str, **given: Unpack[types.ResponsibilityReportsArguments]) -> Iterator[types.ResponsibilityReport]:
        """责任事项的落实进展。逐页读取全部。"""
        return self._list("responsibilityReports", {"orderBy": "ResponsibilityReportOrder", "responsibility": "ID"}, select, given)

    def responsibilityFiles(self, select: str, **given: Unpack[types.ResponsibilityFilesArguments]) -> Iterator[types.ResponsibilityFile]:
        """责任事项落实进展的佐证材料。逐页读取全部。"""
        return self._list("responsibilityFiles", {"orderBy": "ResponsibilityFileOrder", "report": "ID"}, select, given)

    def appeals(self, select: str, **given: Unpack[types.AppealsArguments]) -> Iterator[types.Appeal]:
        """诉求。逐页读取全部。"""
        return self._list("appeals", {"orderBy": "AppealOrder", "status": "[AppealStatus!]", "urgency": "[Urgency!]", "channel": "[AppealChannel!]", "route": "[AppealRoute!]", "satisfaction": "[AppealSatisfaction!]", "category": "String", "organization": "ID", "within": "ID", "light": "[DueLight!]", "bucket": "[DueBucket!]", "number": "String", "sourceNumber": "String", "raisedFrom": "Date", "raisedUntil": "Date", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def whistles(self, select: str, **given: Unpack[types.WhistlesArguments]) -> Iterator[types.Whistle]:
        """吹哨事项。逐页读取全部。"""
        return self._list("whistles", {"orderBy": "WhistleOrder", "status": "[WhistleStatus!]", "urgency": "[Urgency!]", "result": "[WhistleResult!]", "department": "ID", "within": "ID", "light": "[DueLight!]", "bucket": "[DueBucket!]", "number": "String", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def whistleResponses(self, select: str, **given: Unpack[types.WhistleResponsesArguments]) -> Iterator[types.WhistleResponse]:
        """部门的应哨。逐页读取全部。"""
        return self._list("whistleResponses", {"orderBy": "WhistleResponseOrder", "status": "[WhistleResponseStatus!]", "result": "[WhistleResult!]", "department": "ID", "whistle": "ID", "within": "ID", "light": "[DueLight!]", "bucket": "[DueBucket!]", "lead": "Boolean"}, select, given)

    def whistleFiles(self, select: str, **given: Unpack[types.WhistleFilesArguments]) -> Iterator[types.WhistleFile]:
        """现场照片和佐证材料。逐页读取全部。"""
        return self._list("whistleFiles", {"orderBy": "WhistleFileOrder", "response": "ID"}, select, given)

    def admissions(self, select: str, **given: Unpack[types.AdmissionsArguments]) -> Iterator[types.Admission]:
        """职责下沉准入申请。逐页读取全部。"""
        return self._list("admissions", {"orderBy": "AdmissionOrder", "status": "[AdmissionStatus!]", "department": "ID", "place": "ID", "number": "String", "endsFrom": "Date", "endsUntil": "Date", "search": "String"}, select, given)

    def assignments(self, select: str, **given: Unpack[types.AssignmentsArguments]) -> Iterator[types.Assignment]:
        """任务。逐页读取全部。"""
        return self._list("assignments", {"orderBy": "AssignmentOrder", "status": "[AssignmentStatus!]", "kind": "[AssignmentKind!]", "within": "ID", "organization": "ID", "department": "ID", "issuer": "ID", "parent": "ID", "whole": "Boolean", "number": "String", "light": "[DueLight!]", "bucket": "[DueBucket!]", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def progressReports(self, select: str, **given: Unpack[types.ProgressReportsArguments]) -> Iterator[types.ProgressReport]:
        """任务的进展报告。逐页读取全部。"""
        return self._list("progressReports", {"orderBy": "ProgressReportOrder", "assignment": "ID", "difficult": "Boolean"}, select, given)

    def assignmentFiles(self, select: str, **given: Unpack[types.AssignmentFilesArguments]) -> Iterator[types.AssignmentFile]:
        """任务的佐证材料。逐页读取全部。"""
        return self._list("assignmentFiles", {"orderBy": "AssignmentFileOrder", "report": "ID"}, select, given)

    def campaignTemplates(self, select: str, **given: Unpack[types.CampaignTemplatesArguments]) -> Iterator[types.CampaignTemplate]:
        """专项工作模板。逐页读取全部。"""
        return self._list("campaignTemplates", {"orderBy": "CampaignTemplateOrder", "status": "[CampaignTemplateStatus!]", "search": "String"}, select, given)

    def campaignTemplateSteps(self, select: str, **given: Unpack[types.CampaignTemplateStepsArguments]) -> Iterator[types.CampaignTemplateStep]:
        """专项工作模板中的步骤。逐页读取全部。"""
        return self._list("campaignTemplateSteps", {"orderBy": "CampaignTemplateStepOrder", "template": "ID"}, select, given)

    def campaigns(self, select: str, **given: Unpack[types.CampaignsArguments]) -> Iterator[types.Campaign]:
        """专项工作。逐页读取全部。"""
        return self._list("campaigns", {"orderBy": "CampaignOrder", "status": "[CampaignStatus!]", "organization": "ID", "place": "ID", "number": "String", "search": "String"}, select, given)

    def plannedSteps(self, select: str, **given: Unpack[types.PlannedStepsArguments]) -> Iterator[types.PlannedStep]:
        """专项工作的步骤安排。逐页读取全部。"""
        return self._list("plannedSteps", {"orderBy": "PlannedStepOrder", "campaign": "ID", "dueFrom": "Date", "dueUntil": "Date"}, select, given)

    def campaignSteps(self, select: str, **given: Unpack[types.CampaignStepsArguments]) -> Iterator[types.CampaignStep]:
        """各组织办理的专项步骤。逐页读取全部。"""
        return self._list("campaignSteps", {"orderBy": "CampaignStepOrder", "status": "[CampaignStepStatus!]", "within": "ID", "organization": "ID", "campaign": "ID", "plan": "ID", "light": "[DueLight!]", "bucket": "[DueBucket!]", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def campaignStepFiles(self, select: str, **given: Unpack[types.CampaignStepFilesArguments]) -> Iterator[types.CampaignStepFile]:
        """专项步骤的材料。逐页读取全部。"""
        return self._list("campaignStepFiles", {"orderBy": "CampaignStepFileOrder", "step": "ID"}, select, given)

    def secretaryProjects(self, select: str, **given: Unpack[types.SecretaryProjectsArguments]) -> Iterator[types.SecretaryProject]:
        """书记项目。逐页读取全部。"""
        return self._list("secretaryProjects", {"orderBy": "SecretaryProjectOrder", "status": "[SecretaryProjectStatus!]", "within": "ID", "organization": "ID", "year": "Int", "number": "String", "light": "[DueLight!]", "bucket": "[DueBucket!]", "dueFrom": "Date", "dueUntil": "Date", "problem": "ID", "poor": "Boolean", "search": "String"}, select, given)

    def projectParts(self, select: str, **given: Unpack[types.ProjectPartsArguments]) -> Iterator[types.ProjectPart]:
        """书记项目的四项内容。逐页读取全部。"""
        return self._list("projectParts", {"orderBy": "ProjectPartOrder", "project": "ID", "kind": "[ProjectPartKind!]"}, select, given)

    def projectReports(self, select: str, **given: Unpack[types.ProjectReportsArguments]) -> Iterator[types.ProjectReport]:
        """书记项目的季度进展。逐页读取全部。"""
        return self._list("projectReports", {"orderBy": "ProjectReportOrder", "project": "ID"}, select, given)

    def projectPartFiles(self, select: str, **given: Unpack[types.ProjectPartFilesArguments]) -> Iterator[types.ProjectPartFile]:
        """书记项目的材料。逐页读取全部。"""
        return self._list("projectPartFiles", {"orderBy": "ProjectPartFileOrder", "part": "ID"}, select, given)

    def clusters(self, select: str, **given: Unpack[types.ClustersArguments]) -> Iterator[types.Cluster]:
        """新兴领域。逐页读取全部。"""
        return self._list("clusters", {"orderBy": "ClusterOrder", "kind": "[ClusterKind!]", "status": "[ClusterStatus!]", "within": "ID", "search": "String"}, select, given)

    def clusterUnits(self, select: str, **given: Unpack[types.ClusterUnitsArguments]) -> Iterator[types.ClusterUnit]:
        """新兴领域的入驻单位。逐页读取全部。"""
        return self._list("clusterUnits", {"orderBy": "ClusterUnitOrder", "cluster": "ID", "unit": "ID", "within": "ID", "should": "Boolean", "missing": "Boolean", "stepUntil": "Date"}, select, given)

    def jointBranches(self, select: str, **given: Unpack[types.JointBranchesArguments]) -> Iterator[types.JointBranch]:
        """联合支部。逐页读取全部。"""
        return self._list("jointBranches", {"orderBy": "JointBranchOrder", "cluster": "ID", "within": "ID", "search": "String"}, select, given)

    def consultations(self, select: str, **given: Unpack[types.ConsultationsArguments]) -> Iterator[types.Consultation]:
        """征求意见。逐页读取全部。"""
        return self._list("consultations", {"orderBy": "ConsultationOrder", "status": "[ConsultationStatus!]", "kind": "[ConsultationKind!]", "within": "ID", "department": "ID", "outpost": "ID", "proposed": "Boolean", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def outpostAppraisals(self, select: str, **given: Unpack[types.OutpostAppraisalsArguments]) -> Iterator[types.OutpostAppraisal]:
        """派出机构评价。逐页读取全部。"""
        return self._list("outpostAppraisals", {"orderBy": "OutpostAppraisalOrder", "within": "ID", "outpost": "ID", "department": "ID", "year": "Int", "search": "String"}, select, given)

    def facilities(self, select: str, **given: Unpack[types.FacilitiesArguments]) -> Iterator[types.Facility]:
        """阵地台账。逐页读取全部。"""
        return self._list("facilities", {"orderBy": "FacilityOrder", "within": "ID", "organization": "ID", "checkedUntil": "Date", "search": "String"}, select, given)

    def facilityPhotos(self, select: str, **given: Unpack[types.FacilityPhotosArguments]) -> Iterator[types.FacilityPhoto]:
        """阵地照片。逐页读取全部。"""
        return self._list("facilityPhotos", {"orderBy": "FacilityPhotoOrder", "facility": "ID", "within": "ID", "room": "[FacilityRoom!]"}, select, given)

    def commitmentPeriods(self, select: str, **given: Unpack[types.CommitmentPeriodsArguments]) -> Iterator[types.CommitmentPeriod]:
        """按频次承诺的履约周期。逐页读取全部。"""
        return self._list("commitmentPeriods", {"orderBy": "CommitmentPeriodOrder", "commitment": "ID", "endsFrom": "Date", "startsUntil": "Date"}, select, given)

    def agreementEvaluations(self, select: str, **given: Unpack[types.AgreementEvaluationsArguments]) -> Iterator[types.AgreementEvaluation]:
        """共建协议的履行评价。逐页读取全部。"""
        return self._list("agreementEvaluations", {"orderBy": "AgreementEvaluationOrder", "agreement": "ID", "stage": "[AgreementStage!]"}, select, given)

    def needs(self, select: str, **given: Unpack[types.NeedsArguments]) -> Iterator[types.Need]:
        """需求。逐页读取全部。"""
        return self._list("needs", {"orderBy": "NeedOrder", "status": "[ListingStatus!]", "category": "[ListingCategory!]", "fulfilStatus": "[ListingExtent!]", "within": "ID", "unit": "ID", "byUnit": "Boolean", "claimable": "Boolean", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def resources(self, select: str, **given: Unpack[types.ResourcesArguments]) -> Iterator[types.Resource]:
        """资源。逐页读取全部。"""
        return self._list("resources", {"orderBy": "ResourceOrder", "status": "[ListingStatus!]", "category": "[ListingCategory!]", "fulfilStatus": "[ListingExtent!]", "within": "ID", "unit": "ID", "byUnit": "Boolean", "claimable": "Boolean", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def materials(self, select: str, **given: Unpack[types.MaterialsArguments]) -> Iterator[types.Material]:
        """共享资料。逐页读取全部。"""
        return self._list("materials", {"orderBy": "MaterialOrder", "kind": "String", "status": "[MaterialStatus!]", "within": "ID", "unit": "ID", "byUnits": "Boolean", "endsFrom": "Date", "endsUntil": "Date", "search": "String"}, select, given)

    def claims(self, select: str, **given: Unpack[types.ClaimsArguments]) -> Iterator[types.Claim]:
        """认领。逐页读取全部。"""
        return self._list("claims", {"orderBy": "ClaimOrder", "status": "[ClaimStatus!]", "need": "ID", "resource": "ID", "unit": "ID", "commitment": "ID", "within": "ID", "proposedSince": "DateTime", "proposedUntil": "DateTime", "search": "String"}, select, given)

    def problems(self, select: str, **given: Unpack[types.ProblemsArguments]) -> Iterator[types.Problem]:
        """问题。逐页读取全部。"""
        return self._list("problems", {"orderBy": "ProblemOrder", "status": "[ProblemStatus!]", "severity": "[ProblemSeverity!]", "source": "[ProblemSource!]", "category": "[ProblemCategory!]", "orderLight": "[DueLight!]", "orderDueFrom": "Date", "orderDueUntil": "Date", "within": "ID", "number": "String", "origin": "ID", "search": "String"}, select, given)

    def rectifications(self, select: str, **given: Unpack[types.RectificationsArguments]) -> Iterator[types.Rectification]:
        """整改。逐页读取全部。"""
        return self._list("rectifications", {"orderBy": "RectificationOrder", "status": "[RectificationStatus!]", "severity": "[ProblemSeverity!]", "light": "[DueLight!]", "bucket": "[DueBucket!]", "problem": "ID", "within": "ID", "checkLight": "[DueLight!]", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def extensions(self, select: str, **given: Unpack[types.ExtensionsArguments]) -> Iterator[types.Extension]:
        """延期申请。逐页读取全部。"""
        return self._list("extensions", {"orderBy": "ExtensionOrder", "subject": "ID", "status": "[ExtensionStatus!]", "within": "ID", "search": "String"}, select, given)

    def supervisions(self, select: str, **given: Unpack[types.SupervisionsArguments]) -> Iterator[types.Supervision]:
        """督办单。逐页读取全部。"""
        return self._list("supervisions", {"orderBy": "SupervisionOrder", "subject": "ID", "status": "[SupervisionStatus!]", "within": "ID", "replyDueFrom": "Date", "replyDueUntil": "Date", "number": "String", "search": "String"}, select, given)

    def accountabilities(self, select: str, **given: Unpack[types.AccountabilitiesArguments]) -> Iterator[types.Accountability]:
        """约谈和组织调整。逐页读取全部。"""
        return self._list("accountabilities", {"orderBy": "AccountabilityOrder", "subject": "ID", "kind": "[AccountabilityKind!]", "status": "[AccountabilityStatus!]", "within": "ID", "search": "String"}, select, given)

    def checklists(self, select: str, **given: Unpack[types.ChecklistsArguments]) -> Iterator[types.Checklist]:
        """检查表。逐页读取全部。"""
        return self._list("checklists", {"orderBy": "ChecklistOrder", "status": "[ChecklistStatus!]", "search": "String"}, select, given)

    def inspections(self, select: str, **given: Unpack[types.InspectionsArguments]) -> Iterator[types.Inspection]:
        """督导检查。逐页读取全部。"""
        return self._list("inspections", {"orderBy": "InspectionOrder", "status": "[InspectionStatus!]", "kind": "[InspectionKind!]", "within": "ID", "number": "String", "endsFrom": "Date", "endsUntil": "Date", "search": "String"}, select, given)

    def inspectionTeams(self, select: str, **given: Unpack[types.InspectionTeamsArguments]) -> Iterator[types.InspectionTeam]:
        """检查组。逐页读取全部。"""
        return self._list("inspectionTeams", {"orderBy": "InspectionTeamOrder", "inspection": "ID", "search": "String"}, select, given)

    def inspectionTargets(self, select: str, **given: Unpack[types.InspectionTargetsArguments]) -> Iterator[types.InspectionTarget]:
        """检查对象。逐页读取全部。"""
        return self._list("inspectionTargets", {"orderBy": "InspectionTargetOrder", "status": "[InspectionTargetStatus!]", "inspection": "ID", "team": "ID", "unit": "ID", "drawn": "Boolean", "within": "ID", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def findings(self, select: str, **given: Unpack[types.FindingsArguments]) -> Iterator[types.Finding]:
        """检查结果。逐页读取全部。"""
        return self._list("findings", {"orderBy": "FindingOrder", "result": "[FindingResult!]", "target": "ID", "inspection": "ID", "within": "ID", "search": "String"}, select, given)

    def randomDraws(self, select: str, **given: Unpack[types.RandomDrawsArguments]) -> Iterator[types.InspectionDraw]:
        """随机抽取。逐页读取全部。"""
        return self._list("randomDraws", {"orderBy": "InspectionDrawOrder", "inspection": "ID"}, select, given)

    def contactPoints(self, select: str, **given: Unpack[types.ContactPointsArguments]) -> Iterator[types.ContactPoint]:
        """联系点。逐页读取全部。"""
        return self._list("contactPoints", {"orderBy": "ContactPointOrder", "status": "[ContactPointStatus!]", "within": "ID", "organization": "ID", "ofWeak": "Boolean", "unvisited": "Boolean", "search": "String"}, select, given)

    def visits(self, select: str, **given: Unpack[types.VisitsArguments]) -> Iterator[types.Visit]:
        """走访记录。逐页读取全部。"""
        return self._list("visits", {"orderBy": "VisitOrder", "contact": "ID", "visitedFrom": "Date", "visitedUntil": "Date"}, select, given)

    def weakPlaces(self, select: str, **given: Unpack[types.WeakPlacesArguments]) -> Iterator[types.WeakPlace]:
        """薄弱组织。逐页读取全部。"""
        return self._list("weakPlaces", {"orderBy": "WeakPlaceOrder", "status": "[WeakPlaceStatus!]", "within": "ID", "organization": "ID", "withoutLeader": "Boolean"}, select, given)

    def evidenceFiles(self, select: str, **given: Unpack[types.EvidenceFilesArguments]) -> Iterator[types.Evidence]:
        """佐证。逐页读取全部。"""
        return self._list("evidenceFiles", {"orderBy": "EvidenceOrder", "claim": "ID"}, select, given)

    def evaluations(self, select: str, **given: Unpack[types.EvaluationsArguments]) -> Iterator[types.Evaluation]:
        """评价。逐页读取全部。"""
        return self._list("evaluations", {"orderBy": "EvaluationOrder", "claim": "ID", "side": "[EvaluationSide!]"}, select, given)

    def reports(self, select: str, **given: Unpack[types.ReportsArguments]) -> Iterator[types.QuarterlyReport]:
        """季度通报。逐页读取全部。"""
        return self._list("reports", {"orderBy": "QuarterlyReportOrder", "status": "[ReportStatus!]", "quarter": "String"}, select, given)

    def reportEntries(self, select: str, **given: Unpack[types.ReportEntriesArguments]) -> Iterator[types.ReportEntry]:
        """各组织的通报数据。逐页读取全部。"""
        return self._list("reportEntries", {"orderBy": "ReportEntryOrder", "report": "ID", "organization": "ID", "level": "[OrganizationLevel!]", "status": "[ReportEntryStatus!]", "within": "ID"}, select, given)

    def grants(self, select: str, **given: Unpack[types.GrantsArguments]) -> Iterator[types.Grant]:
        """专项权限。逐页读取全部。"""
        return self._list("grants", {"orderBy": "GrantOrder", "user": "ID", "kind": "[GrantKind!]", "at": "ID"}, select, given)

    def clients(self, select: str, **given: Unpack[types.ClientsArguments]) -> Iterator[types.Client]:
        """第三方应用。逐页读取全部。"""
        return self._list("clients", {"orderBy": "ClientOrder", "active": "Boolean", "unused": "Boolean", "search": "String"}, select, given)

    def bodies(self, select: str, **given: Unpack[types.BodiesArguments]) -> Iterator[types.Body]:
        """议事机构：领导小组、联席会议、兼职委员会。逐页读取全部。"""
        return self._list("bodies", {"orderBy": "BodyOrder", "status": "[BodyStatus!]", "kind": "[BodyKind!]", "within": "ID", "meetUntil": "Date", "search": "String"}, select, given)

    def seats(self, select: str, **given: Unpack[types.SeatsArguments]) -> Iterator[types.Seat]:
        """议事机构的成员。逐页读取全部。"""
        return self._list("seats", {"orderBy": "SeatOrder", "body": "ID", "unit": "ID", "role": "[SeatRole!]", "current": "Boolean"}, select, given)

    def meetings(self, select: str, **given: Unpack[types.MeetingsArguments]) -> Iterator[types.Meeting]:
        """会议。逐页读取全部。"""
        return self._list("meetings", {"orderBy": "MeetingOrder", "status": "[MeetingStatus!]", "body": "ID", "within": "ID", "since": "DateTime", "until": "DateTime", "search": "String"}, select, given)

    def invitations(self, select: str, **given: Unpack[types.InvitationsArguments]) -> Iterator[types.Invitation]:
        """参会通知。逐页读取全部。"""
        return self._list("invitations", {"orderBy": "InvitationOrder", "meeting": "ID", "answer": "[InvitationAnswer!]", "presence": "[InvitationPresence!]"}, select, given)

    def topics(self, select: str, **given: Unpack[types.TopicsArguments]) -> Iterator[types.Topic]:
        """议题。逐页读取全部。"""
        return self._list("topics", {"orderBy": "TopicOrder", "status": "[TopicStatus!]", "body": "ID", "meeting": "ID", "late": "Boolean", "within": "ID", "search": "String"}, select, given)

    def decisions(self, select: str, **given: Unpack[types.DecisionsArguments]) -> Iterator[types.Decision]:
        """议定事项。逐页读取全部。"""
        return self._list("decisions", {"orderBy": "DecisionOrder", "meeting": "ID", "topic": "ID", "within": "ID", "dueFrom": "Date", "dueUntil": "Date", "search": "String"}, select, given)

    def decisionRequests(self, select: str, **given: Unpack[types.DecisionRequestsArguments]) -> Iterator[types.DecisionRequest]:
        """会议对单位的商请事项。逐页读取全部。"""
        return self._list("decisionRequests", {"orderBy": "DecisionRequestOrder", "status": "[DecisionRequestStatus!]", "decision": "ID", "unit": "ID"}, select, given)

    def inquiries(self, select: str, **given: Unpack[types.InquiriesArguments]) -> Iterator[types.Inquiry]:
        """质询。逐页读取全部。"""
        return self._list("inquiries", {"orderBy": "InquiryOrder", "status": "[InquiryStatus!]", "decision": "ID", "within": "ID"}, select, given)

    def proposals(self, select: str, **given: Unpack[types.ProposalsArguments]) -> Iterator[types.Proposal]:
        """提案。逐页读取全部。"""
        return self._list("proposals", {"orderBy": "ProposalOrder", "status": "[ProposalStatus!]", "category": "[ProposalCategory!]", "handler": "ID", "department": "ID", "unit": "ID", "proposingDepartment": "ID", "within": "ID", "dueUntil": "Date", "number": "String", "search": "String"}, select, given)

    def bulletins(self, select: str, **given: Unpack[types.BulletinsArguments]) -> Iterator[types.Bulletin]:
        """通知通报。逐页读取全部。"""
        return self._list("bulletins", {"orderBy": "BulletinOrder", "status": "[BulletinStatus!]", "kind": "[BulletinKind!]", "within": "ID", "organization": "ID", "toOrganization": "ID", "toUnit": "ID", "number": "String", "dueUntil": "Date", "search": "String"}, select, given)

    def dataCalls(self, select: str, **given: Unpack[types.DataCallsArguments]) -> Iterator[types.DataCall]:
        """数据调度。逐页读取全部。"""
        return self._list("dataCalls", {"orderBy": "DataCallOrder", "status": "[DataCallStatus!]", "within": "ID", "organization": "ID", "dueUntil": "Date", "search": "String"}, select, given)

    def dataAnswers(self, select: str, **given: Unpack[types.DataAnswersArguments]) -> Iterator[types.DataAnswer]:
        """数据调度的填报。逐页读取全部。"""
        return self._list("dataAnswers", {"orderBy": "DataAnswerOrder", "status": "[DataAnswerStatus!]", "within": "ID", "call": "ID", "organization": "ID", "submitted": "Boolean", "submittedFrom": "Date"}, select, given)

    def bulletinReceipts(self, select: str, **given: Unpack[types.BulletinReceiptsArguments]) -> Iterator[types.BulletinReceipt]:
        """通知通报的签收情况。逐页读取全部。"""
        return self._list("bulletinReceipts", {"orderBy": "BulletinReceiptOrder", "bulletin": "ID", "within": "ID", "read": "Boolean", "readFrom": "Date", "search": "String"}, select, given)

    def notices(self, select: str, **given: Unpack[types.NoticesArguments]) -> Iterator[types.Notice]:
        """给您的通知。逐页读取全部。"""
        return self._list("notices", {"orderBy": "NoticeOrder", "unread": "Boolean", "subject": "ID"}, select, given)

    def events(self, select: str, **given: Unpack[types.EventsArguments]) -> Iterator[types.Event]:
        """您可以查看的事件。逐页读取全部。"""
        return self._list("events", {"orderBy": "EventOrder", "subject": "ID", "verb": "[String!]", "unit": "ID", "since": "DateTime", "until": "DateTime", "within": "ID"}, select, given)

    def webhooks(self, select: str, **given: Unpack[types.WebhooksArguments]) -> Iterator[types.Webhook]:
        """您管理的事件推送。逐页读取全部。"""
        return self._list("webhooks", {"orderBy": "WebhookOrder", "status": "[WebhookStatus!]", "client": "ID"}, select, given)

    def registeredDocuments(self, select: str, **given: Unpack[types.RegisteredDocumentsArguments]) -> Iterator[types.RegisteredDocument]:
        """您管理的已登记文档。逐页读取全部。"""
        return self._list("registeredDocuments", {"orderBy": "RegisteredDocumentOrder", "status": "[RegisteredDocumentStatus!]", "client": "ID", "search": "String"}, select, given)

    def personalTokens(self, select: str, **given: Unpack[types.PersonalTokensArguments]) -> Iterator[types.PersonalToken]:
        """您的个人令牌；安全管理员可见全部。逐页读取全部。"""
        return self._list("personalTokens", {"orderBy": "PersonalTokenOrder", "status": "[PersonalTokenStatus!]", "usable": "Boolean", "search": "String"}, select, given)

    def usage(self, select: str, **given: Unpack[types.UsageArguments]) -> Iterator[types.ClientUsage]:
        """应用每天的用量。逐页读取全部。"""
        return self._list("usage", {"orderBy": "ClientUsageOrder", "client": "ID", "since": "Date", "until": "Date"}, select, given)

    def webhookDeliveries(self, select: str, **given: Unpack[types.WebhookDeliveriesArguments]) -> Iterator[types.WebhookDelivery]:
        """您管理的事件推送的消息。逐页读取全部。"""
        return self._list("webhookDeliveries", {"orderBy": "WebhookDeliveryOrder", "status": "[WebhookDeliveryStatus!]", "webhook": "ID", "verb": "[String!]"}, select, given)

    def drawProof(self, select: str, *, draw: str | None = None) -> types.DrawProof:
        """重新计算一次随机抽取，并说明是否一致。"""
        given: dict[str, Any] = {"draw": draw}
        found: types.DrawProof = self._one("drawProof", {"draw": "ID"}, select, given)
        return found

    def whistleLeague(self, select: str, *, quarter: str | None = None) -> types.WhistleLeague:
        """部门应哨排名：一个季度里各部门的应哨、解决和评哨情况。"""
        given: dict[str, Any] = {"quarter": quarter}
        found: types.WhistleLeague = self._one("whistleLeague", {"quarter": "String"}, select, given)
        return found

    def calendar(self, select: str, *, since: str, until: str, place: str | None = None, own: bool | None = None, kind: list[str] | None = None, first: int | None = None) -> types.Calendar:
        """日历：两天之间到期的事项。"""
        given: dict[str, Any] = {"since": since, "until": until, "place": place, "own": own, "kind": kind, "first": first}
        found: types.Calendar = self._one("calendar", {"since": "Date!", "until": "Date!", "place": "ID", "own": "Boolean", "kind": "[String!]", "first": "Int"}, select, given)
        return found

    def contactCover(self, select: str, *, quarter: str | None = None, place: str | None = None, first: int | None = None) -> types.ContactCover:
        """联系点达标情况：薄弱组织是否都有领导联系，区领导是否都联系薄弱组织，哪些联系点走访不足。"""
        given: dict[str, Any] = {"quarter": quarter, "place": place, "first": first}
        found: types.ContactCover = self._one("contactCover", {"quarter": "String", "place": "ID", "first": "Int"}, select, given)
        return found

    def agreementCoverage(self, select: str, *, place: str | None = None) -> types.AgreementCoverage:
        """驻区单位签约率：一个组织及其下级、各类单位和各季度。"""
        given: dict[str, Any] = {"place": place}
        found: types.AgreementCoverage = self._one("agreementCoverage", {"place": "ID"}, select, given)
        return found

    def clusterCoverage(self, select: str, *, place: str | None = None) -> types.ClusterCoverage:
        """新兴领域党组织覆盖：一个组织及其直接下级的应建、已建和覆盖率。"""
        given: dict[str, Any] = {"place": place}
        found: types.ClusterCoverage = self._one("clusterCoverage", {"place": "ID"}, select, given)
        return found

    def facilityStandards(self, select: str, *, place: str | None = None) -> types.FacilityStandards:
        """阵地达标情况：一个组织及其直接下级的登记、达标和各项不足。"""
        given: dict[str, Any] = {"place": place}
        found: types.FacilityStandards = self._one("facilityStandards", {"place": "ID"}, select, given)
        return found

    def secretaryProjectCover(self, select: str, *, year: int | None = None, place: str | None = None) -> types.SecretaryProjectCover:
        """书记项目申报情况：各街道应申报和未申报的，以及未申报的组织。"""
        given: dict[str, Any] = {"year": year, "place": place}
        found: types.SecretaryProjectCover = self._one("secretaryProjectCover", {"year": "Int", "place": "ID"}, select, given)
        return found

    def problemRollup(self, select: str, *, place: str | None = None, year: int | None = None) -> types.ProblemRollup:
        """问题整改汇总：区看各街道，街道看各社区，各有多少待下发、整改中、超期、待审核销号和已销号。"""
        given: dict[str, Any] = {"place": place, "year": year}
        found: types.ProblemRollup = self._one("problemRollup", {"place": "ID", "year": "Int"}, select, given)
        return found

    def responsibilityRollup(self, select: str, *, place: str | None = None, year: int | None = None) -> types.ResponsibilityRollup:
        """责任清单汇总：区看各街道，街道看各片区、社区，各有多少未领、在办、超期、待验收和已验收。"""
        given: dict[str, Any] = {"place": place, "year": year}
        found: types.ResponsibilityRollup = self._one("responsibilityRollup", {"place": "ID", "year": "Int"}, select, given)
        return found

    def summary(self, select: str, *, place: str | None = None, quarter: str | None = None) -> types.Summary:
        """总览：一个组织在一个季度的数据、下级组织的数据和以往的趋势。"""
        given: dict[str, Any] = {"place": place, "quarter": quarter}
        found: types.Summary = self._one("summary", {"place": "ID", "quarter": "String"}, select, given)
        return found

    def waiting(self, select: str, *, first: int | None = None) -> list[types.WaitingKind]:
        """等您办理的事项，按类别。"""
        given: dict[str, Any] = {"first": first}
        found: list[types.WaitingKind] = self._one("waiting", {"first": "Int"}, select, given)
        return found

    def node(self, select: str, *, id: str) -> types.Node:
        """按全局编号读取任意一条记录。"""
        given: dict[str, Any] = {"id": id}
        found: types.Node = self._one("node", {"id": "ID!"}, select, given)
        return found

    def verbs(self, select: str) -> list[types.Verb]:
        """事件可能有的全部动作。"""
        given: dict[str, Any] = {}
        found: list[types.Verb] = self._one("verbs", {}, select, given)
        return found

    def me(self, select: str) -> types.Me:
        """当前调用者。"""
        given: dict[str, Any] = {}
        found: types.Me = self._one("me", {}, select, given)
        return found

    def settings(self, select: str) -> types.DistrictSettings:
        """区级设置；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.DistrictSettings = self._one("settings", {}, select, given)
        return found

    def apiChanges(self, select: str, *, since: str | None = None) -> list[types.ApiChange]:
        """接口在各版本之间的变化，最新的在前：新增、调整、即将停用和不兼容的变化。"""
        given: dict[str, Any] = {"since": since}
        found: list[types.ApiChange] = self._one("apiChanges", {"since": "String"}, select, given)
        return found

    def postRules(self, select: str) -> types.PostRules:
        """区级设置：职务任期；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.PostRules = self._one("postRules", {}, select, given)
        return found

    def workCalendar(self, select: str) -> types.WorkCalendar:
        """区级设置：工作日历；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.WorkCalendar = self._one("workCalendar", {}, select, given)
        return found

    def agreementRules(self, select: str) -> types.AgreementRules:
        """区级设置：协议规则；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.AgreementRules = self._one("agreementRules", {}, select, given)
        return found

    def supervisionRules(self, select: str) -> types.SupervisionRules:
        """区级设置：督办规则；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.SupervisionRules = self._one("supervisionRules", {}, select, given)
        return found

    def rectificationTerms(self, select: str) -> types.RectificationTerms:
        """区级设置：整改期限；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.RectificationTerms = self._one("rectificationTerms", {}, select, given)
        return found

    def contactRules(self, select: str) -> types.ContactRules:
        """区级设置：联系点要求；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.ContactRules = self._one("contactRules", {}, select, given)
        return found

    def conferenceRules(self, select: str) -> types.ConferenceRules:
        """区级设置：议事会议规则；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.ConferenceRules = self._one("conferenceRules", {}, select, given)
        return found

    def proposalRules(self, select: str) -> types.ProposalRules:
        """区级设置：提案办理规则；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.ProposalRules = self._one("proposalRules", {}, select, given)
        return found

    def secretaryProjectRules(self, select: str) -> types.SecretaryProjectRules:
        """区级设置：书记项目；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.SecretaryProjectRules = self._one("secretaryProjectRules", {}, select, given)
        return found

    def whistleRules(self, select: str) -> types.WhistleRules:
        """区级设置：吹哨报到规则；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.WhistleRules = self._one("whistleRules", {}, select, given)
        return found

    def appealRules(self, select: str) -> types.AppealRules:
        """区级设置：诉求办理规则；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.AppealRules = self._one("appealRules", {}, select, given)
        return found

    def clusterRules(self, select: str) -> types.ClusterRules:
        """区级设置：新兴领域覆盖；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.ClusterRules = self._one("clusterRules", {}, select, given)
        return found

    def facilityRules(self, select: str) -> types.FacilityRules:
        """区级设置：阵地建设标准；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.FacilityRules = self._one("facilityRules", {}, select, given)
        return found

    def consultationRules(self, select: str) -> types.ConsultationRules:
        """区级设置：五项权力；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.ConsultationRules = self._one("consultationRules", {}, select, given)
        return found

    def inspectionRules(self, select: str) -> types.InspectionRules:
        """区级设置：督导检查；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.InspectionRules = self._one("inspectionRules", {}, select, given)
        return found

    def bulletinRules(self, select: str) -> types.BulletinRules:
        """区级设置：通知通报；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.BulletinRules = self._one("bulletinRules", {}, select, given)
        return found

    def dataCallRules(self, select: str) -> types.DataCallRules:
        """区级设置：数据调度；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.DataCallRules = self._one("dataCallRules", {}, select, given)
        return found

    def materialRules(self, select: str) -> types.MaterialRules:
        """区级设置：资料共享；无权查看时为空。"""
        given: dict[str, Any] = {}
        found: types.MaterialRules = self._one("materialRules", {}, select, given)
        return found

    def organization(self, select: str, *, id: str) -> types.Organization:
        """按全局编号读取一条组织；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Organization = self._one("organization", {"id": "ID!"}, select, given)
        return found

    def unit(self, select: str, *, id: str) -> types.ResidentUnit:
        """按全局编号读取一条驻区单位；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.ResidentUnit = self._one("unit", {"id": "ID!"}, select, given)
        return found

    def department(self, select: str, *, id: str) -> types.Department:
        """按全局编号读取一条部门；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Department = self._one("department", {"id": "ID!"}, select, given)
        return found

    def user(self, select: str, *, id: str) -> types.User:
        """按全局编号读取一条账号；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.User = self._one("user", {"id": "ID!"}, select, given)
        return found

    def agreement(self, select: str, *, id: str) -> types.Agreement:
        """按全局编号读取一条共建协议；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Agreement = self._one("agreement", {"id": "ID!"}, select, given)
        return found

    def responsibility(self, select: str, *, id: str) -> types.Responsibility:
        """按全局编号读取一条责任事项；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Responsibility = self._one("responsibility", {"id": "ID!"}, select, given)
        return found

    def admission(self, select: str, *, id: str) -> types.Admission:
        """按全局编号读取一条准入申请；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Admission = self._one("admission", {"id": "ID!"}, select, given)
        return found

    def appeal(self, select: str, *, id: str) -> types.Appeal:
        """按全局编号读取一条诉求；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Appeal = self._one("appeal", {"id": "ID!"}, select, given)
        return found

    def whistle(self, select: str, *, id: str) -> types.Whistle:
        """按全局编号读取一条吹哨事项；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Whistle = self._one("whistle", {"id": "ID!"}, select, given)
        return found

    def whistleResponse(self, select: str, *, id: str) -> types.WhistleResponse:
        """按全局编号读取一条应哨；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.WhistleResponse = self._one("whistleResponse", {"id": "ID!"}, select, given)
        return found

    def assignment(self, select: str, *, id: str) -> types.Assignment:
        """按全局编号读取一条任务；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Assignment = self._one("assignment", {"id": "ID!"}, select, given)
        return found

    def campaignTemplate(self, select: str, *, id: str) -> types.CampaignTemplate:
        """按全局编号读取一条专项工作模板；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.CampaignTemplate = self._one("campaignTemplate", {"id": "ID!"}, select, given)
        return found

    def campaign(self, select: str, *, id: str) -> types.Campaign:
        """按全局编号读取一条专项工作；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Campaign = self._one("campaign", {"id": "ID!"}, select, given)
        return found

    def campaignStep(self, select: str, *, id: str) -> types.CampaignStep:
        """按全局编号读取一条专项步骤；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.CampaignStep = self._one("campaignStep", {"id": "ID!"}, select, given)
        return found

    def secretaryProject(self, select: str, *, id: str) -> types.SecretaryProject:
        """按全局编号读取一条书记项目；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.SecretaryProject = self._one("secretaryProject", {"id": "ID!"}, select, given)
        return found

    def cluster(self, select: str, *, id: str) -> types.Cluster:
        """按全局编号读取一条新兴领域；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Cluster = self._one("cluster", {"id": "ID!"}, select, given)
        return found

    def consultation(self, select: str, *, id: str) -> types.Consultation:
        """按全局编号读取一条征求意见；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Consultation = self._one("consultation", {"id": "ID!"}, select, given)
        return found

    def facility(self, select: str, *, id: str) -> types.Facility:
        """按全局编号读取一条阵地台账；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Facility = self._one("facility", {"id": "ID!"}, select, given)
        return found

    def agreementTemplate(self, select: str, *, id: str) -> types.AgreementTemplate:
        """按全局编号读取一条协议模板；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.AgreementTemplate = self._one("agreementTemplate", {"id": "ID!"}, select, given)
        return found

    def need(self, select: str, *, id: str) -> types.Need:
        """按全局编号读取一条需求；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Need = self._one("need", {"id": "ID!"}, select, given)
        return found

    def resource(self, select: str, *, id: str) -> types.Resource:
        """按全局编号读取一条资源；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Resource = self._one("resource", {"id": "ID!"}, select, given)
        return found

    def material(self, select: str, *, id: str) -> types.Material:
        """按全局编号读取一条共享资料；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Material = self._one("material", {"id": "ID!"}, select, given)
        return found

    def claim(self, select: str, *, id: str) -> types.Claim:
        """按全局编号读取一条认领；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Claim = self._one("claim", {"id": "ID!"}, select, given)
        return found

    def problem(self, select: str, *, id: str) -> types.Problem:
        """按全局编号读取一条问题；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Problem = self._one("problem", {"id": "ID!"}, select, given)
        return found

    def rectification(self, select: str, *, id: str) -> types.Rectification:
        """按全局编号读取一条整改；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Rectification = self._one("rectification", {"id": "ID!"}, select, given)
        return found

    def extension(self, select: str, *, id: str) -> types.Extension:
        """按全局编号读取一条延期申请；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Extension = self._one("extension", {"id": "ID!"}, select, given)
        return found

    def supervision(self, select: str, *, id: str) -> types.Supervision:
        """按全局编号读取一条督办单；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Supervision = self._one("supervision", {"id": "ID!"}, select, given)
        return found

    def accountability(self, select: str, *, id: str) -> types.Accountability:
        """按全局编号读取一条问责记录；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Accountability = self._one("accountability", {"id": "ID!"}, select, given)
        return found

    def checklist(self, select: str, *, id: str) -> types.Checklist:
        """按全局编号读取一条检查表；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Checklist = self._one("checklist", {"id": "ID!"}, select, given)
        return found

    def inspection(self, select: str, *, id: str) -> types.Inspection:
        """按全局编号读取一条督导检查；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Inspection = self._one("inspection", {"id": "ID!"}, select, given)
        return found

    def inspectionTarget(self, select: str, *, id: str) -> types.InspectionTarget:
        """按全局编号读取一条检查对象；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.InspectionTarget = self._one("inspectionTarget", {"id": "ID!"}, select, given)
        return found

    def finding(self, select: str, *, id: str) -> types.Finding:
        """按全局编号读取一条检查结果；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Finding = self._one("finding", {"id": "ID!"}, select, given)
        return found

    def randomDraw(self, select: str, *, id: str) -> types.InspectionDraw:
        """按全局编号读取一条随机抽取；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.InspectionDraw = self._one("randomDraw", {"id": "ID!"}, select, given)
        return found

    def contactPoint(self, select: str, *, id: str) -> types.ContactPoint:
        """按全局编号读取一条联系点；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.ContactPoint = self._one("contactPoint", {"id": "ID!"}, select, given)
        return found

    def visit(self, select: str, *, id: str) -> types.Visit:
        """按全局编号读取一条走访记录；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Visit = self._one("visit", {"id": "ID!"}, select, given)
        return found

    def weakPlace(self, select: str, *, id: str) -> types.WeakPlace:
        """按全局编号读取一条薄弱组织；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.WeakPlace = self._one("weakPlace", {"id": "ID!"}, select, given)
        return found

    def body(self, select: str, *, id: str) -> types.Body:
        """按全局编号读取一条议事机构；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Body = self._one("body", {"id": "ID!"}, select, given)
        return found

    def meeting(self, select: str, *, id: str) -> types.Meeting:
        """按全局编号读取一条会议；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Meeting = self._one("meeting", {"id": "ID!"}, select, given)
        return found

    def topic(self, select: str, *, id: str) -> types.Topic:
        """按全局编号读取一条议题；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Topic = self._one("topic", {"id": "ID!"}, select, given)
        return found

    def decision(self, select: str, *, id: str) -> types.Decision:
        """按全局编号读取一条议定事项；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Decision = self._one("decision", {"id": "ID!"}, select, given)
        return found

    def proposal(self, select: str, *, id: str) -> types.Proposal:
        """按全局编号读取一条提案；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Proposal = self._one("proposal", {"id": "ID!"}, select, given)
        return found

    def bulletin(self, select: str, *, id: str) -> types.Bulletin:
        """按全局编号读取一条通知通报；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Bulletin = self._one("bulletin", {"id": "ID!"}, select, given)
        return found

    def dataCall(self, select: str, *, id: str) -> types.DataCall:
        """按全局编号读取一条数据调度；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.DataCall = self._one("dataCall", {"id": "ID!"}, select, given)
        return found

    def dataAnswer(self, select: str, *, id: str) -> types.DataAnswer:
        """按全局编号读取一条填报；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.DataAnswer = self._one("dataAnswer", {"id": "ID!"}, select, given)
        return found

    def report(self, select: str, *, id: str) -> types.QuarterlyReport:
        """按全局编号读取一条季度通报；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.QuarterlyReport = self._one("report", {"id": "ID!"}, select, given)
        return found

    def client(self, select: str, *, id: str) -> types.Client:
        """按全局编号读取一条第三方应用；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Client = self._one("client", {"id": "ID!"}, select, given)
        return found

    def registeredDocument(self, select: str, *, id: str) -> types.RegisteredDocument:
        """按全局编号读取一条已登记的文档；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.RegisteredDocument = self._one("registeredDocument", {"id": "ID!"}, select, given)
        return found

    def webhook(self, select: str, *, id: str) -> types.Webhook:
        """按全局编号读取一条事件推送；不存在或无权查看时返回 NOT_FOUND。"""
        given: dict[str, Any] = {"id": id}
        found: types.Webhook = self._one("webhook", {"id": "ID!"}, select, given)
        return found

    def admissionCreate(self, select: str = "", **given: Unpack[types.AdmissionCreateInput]) -> types.AdmissionCreatePayload:
        """起草准入申请。"""
        done: types.AdmissionCreatePayload = self._do("admissionCreate", "AdmissionCreateInput!", select, given)
        return done

    def admissionEdit(self, select: str = "", **given: Unpack[types.AdmissionEditInput]) -> types.AdmissionEditPayload:
        """修改草稿或待补充的申请；没有给出的内容不变。"""
        done: types.AdmissionEditPayload = self._do("admissionEdit", "AdmissionEditInput!", select, given)
        return done

    def admissionSubmit(self, select: str = "", **given: Unpack[types.AdmissionSubmitInput]) -> types.AdmissionSubmitPayload:
        """提交区审定。"""
        done: types.AdmissionSubmitPayload = self._do("admissionSubmit", "AdmissionSubmitInput!", select, given)
        return done

    def admissionApprove(self, select: str = "", **given: Unpack[types.AdmissionApproveInput]) -> types.AdmissionApprovePayload:
        """同意准入，随即向承担的街道、社区下达任务。"""
        done: types.AdmissionApprovePayload = self._do("admissionApprove", "AdmissionApproveInput!", select, given)
        return done

    def admissionRefuse(self, select: str = "", **given: Unpack[types.AdmissionRefuseInput]) -> types.AdmissionRefusePayload:
        """不予准入。"""
        done: types.AdmissionRefusePayload = self._do("admissionRefuse", "AdmissionRefuseInput!", select, given)
        return done

    def admissionReturn(self, select: str = "", **given: Unpack[types.AdmissionReturnInput]) -> types.AdmissionReturnPayload:
        """要求补充材料。"""
        done: types.AdmissionReturnPayload = self._do("admissionReturn", "AdmissionReturnInput!", select, given)
        return done

    def admissionWithdraw(self, select: str = "", **given: Unpack[types.AdmissionWithdrawInput]) -> types.AdmissionWithdrawPayload:
        """在审定前撤回。"""
        done: types.AdmissionWithdrawPayload = self._do("admissionWithdraw", "AdmissionWithdrawInput!", select, given)
        return done

    def agreementComment(self, select: str = "", **given: Unpack[types.AgreementCommentInput]) -> types.AgreementCommentPayload:
        """在协商期间对文本提出意见，各方都会收到。"""
        done: types.AgreementCommentPayload = self._do("agreementComment", "AgreementCommentInput!", select, given)
        return done

    def agreementSupplement(self, select: str = "", **given: Unpack[types.AgreementSupplementInput]) -> types.AgreementSupplementPayload:
        """起草补充协议：带入现行的各方、期限和承诺事项，修改后由原协议各方签署。返回新的草案。"""
        done: types.AgreementSupplementPayload = self._do("agreementSupplement", "AgreementSupplementInput!", select, given)
        return done

    def agreementAssess(self, select: str = "", **given: Unpack[types.AgreementAssessInput]) -> types.AgreementAssessPayload:
        """开始期满评估。"""
        done: types.AgreementAssessPayload = self._do("agreementAssess", "AgreementAssessInput!", select, given)
        return done

    def agreementEvaluate(self, select: str = "", **given: Unpack[types.AgreementEvaluateInput]) -> types.AgreementEvaluatePayload:
        """代表一方评价履行情况：履行中为中期评估，期满评估阶段为期满评估；附上当时计得的承诺进度。"""
        done: types.AgreementEvaluatePayload = self._do("agreementEvaluate", "AgreementEvaluateInput!", select, given)
        return done

    def agreementRenew(self, select: str = "", **given: Unpack[types.AgreementRenewInput]) -> types.AgreementRenewPayload:
        """评估结论为续签：按现行内容起草期限相同的续签协议，不必重新填写。返回新的草案。"""
        done: types.AgreementRenewPayload = self._do("agreementRenew", "AgreementRenewInput!", select, given)
        return done

    def agreementLapse(self, select: str = "", **given: Unpack[types.AgreementLapseInput]) -> types.AgreementLapsePayload:
        """评估结论为到期不续：协议履行到期满为止。"""
        done: types.AgreementLapsePayload = self._do("agreementLapse", "AgreementLapseInput!", select, given)
        return done

    def agreementScan(self, select: str = "", **given: Unpack[types.AgreementScanInput]) -> types.AgreementScanPayload:
        """上传盖章扫描件（PDF 或图片），只有协议各方可以查看。"""
        done: types.AgreementScanPayload = self._do("agreementScan", "AgreementScanInput!", select, given)
        return done

    def agreementCreate(self, select: str = "", **given: Unpack[types.AgreementCreateInput]) -> types.AgreementCreatePayload:
        """起草共建协议。"""
        done: types.AgreementCreatePayload = self._do("agreementCreate", "AgreementCreateInput!", select, given)
        return done

    def agreementEdit(self, select: str = "", **given: Unpack[types.AgreementEditInput]) -> types.AgreementEditPayload:
        """修改草拟中的协议；没有给出的内容不变，给出的各方和承诺事项整体替换。"""
        done: types.AgreementEditPayload = self._do("agreementEdit", "AgreementEditInput!", select, given)
        return done

    def agreementPropose(self, select: str = "", **given: Unpack[types.AgreementProposeInput]) -> types.AgreementProposePayload:
        """提交各方协商签署，正文随即固定。"""
        done: types.AgreementProposePayload = self._do("agreementPropose", "AgreementProposeInput!", select, given)
        return done

    def agreementDiscard(self, select: str = "", **given: Unpack[types.AgreementDiscardInput]) -> types.AgreementDiscardPayload:
        """作废草案。"""
        done: types.AgreementDiscardPayload = self._do("agreementDiscard", "AgreementDiscardInput!", select, given)
        return done

    def agreementRegister(self, select: str = "", **given: Unpack[types.AgreementRegisterInput]) -> types.AgreementRegisterPayload:
        """补录各方已在纸质文本上签署的协议：草案直接生效，正文随即冻结，并通知各方。"""
        done: types.AgreementRegisterPayload = self._do("agreementRegister", "AgreementRegisterInput!", select, given)
        return done

    def agreementRevise(self, select: str = "", **given: Unpack[types.AgreementReviseInput]) -> types.AgreementRevisePayload:
        """退回修改，已有签署作废。"""
        done: types.AgreementRevisePayload = self._do("agreementRevise", "AgreementReviseInput!", select, given)
        return done

    def agreementSign(self, select: str = "", **given: Unpack[types.AgreementSignInput]) -> types.AgreementSignPayload:
        """代表一方签署；各方签署完毕，协议生效。"""
        done: types.AgreementSignPayload = self._do("agreementSign", "AgreementSignInput!", select, given)
        return done

    def agreementTerminate(self, select: str = "", **given: Unpack[types.AgreementTerminateInput]) -> types.AgreementTerminatePayload:
        """提前终止履行中的协议。"""
        done: types.AgreementTerminatePayload = self._do("agreementTerminate", "AgreementTerminateInput!", select, given)
        return done

    def appealRegister(self, select: str = "", **given: Unpack[types.AppealRegisterInput]) -> types.AppealRegisterPayload:
        """登记诉求，由所在的社区或街道先行承办。"""
        done: types.AppealRegisterPayload = self._do("appealRegister", "AppealRegisterInput!", select, given)
        return done

    def appealEdit(self, select: str = "", **given: Unpack[types.AppealEditInput]) -> types.AppealEditPayload:
        """修改尚未受理的诉求；没有给出的内容不变。"""
        done: types.AppealEditPayload = self._do("appealEdit", "AppealEditInput!", select, given)
        return done

    def appealAccept(self, select: str = "", **given: Unpack[types.AppealAcceptInput]) -> types.AppealAcceptPayload:
        """受理诉求，答复期限按紧急程度的工作日计算。"""
        done: types.AppealAcceptPayload = self._do("appealAccept", "AppealAcceptInput!", select, given)
        return done

    def appealRefuse(self, select: str = "", **given: Unpack[types.AppealRefuseInput]) -> types.AppealRefusePayload:
        """不予受理，并说明原因。"""
        done: types.AppealRefusePayload = self._do("appealRefuse", "AppealRefuseInput!", select, given)
        return done

    def appealTransfer(self, select: str = "", **given: Unpack[types.AppealTransferInput]) -> types.AppealTransferPayload:
        """转办：转给所在街道，或转回提出诉求的社区。"""
        done: types.AppealTransferPayload = self._do("appealTransfer", "AppealTransferInput!", select, given)
        return done

    def appealHandle(self, select: str = "", **given: Unpack[types.AppealHandleInput]) -> types.AppealHandlePayload:
        """自行办理。"""
        done: types.AppealHandlePayload = self._do("appealHandle", "AppealHandleInput!", select, given)
        return done

    def appealToNeed(self, select: str = "", **given: Unpack[types.AppealToNeedInput]) -> types.AppealToNeedPayload:
        """按诉求发布需求并提交街道审核；单位只看到需求内容和诉求编号。"""
        done: types.AppealToNeedPayload = self._do("appealToNeed", "AppealToNeedInput!", select, given)
        return done

    def appealToProblem(self, select: str = "", **given: Unpack[types.AppealToProblemInput]) -> types.AppealToProblemPayload:
        """列入承办组织的问题清单，由上级下发整改。"""
        done: types.AppealToProblemPayload = self._do("appealToProblem", "AppealToProblemInput!", select, given)
        return done

    def appealToWhistle(self, select: str = "", **given: Unpack[types.AppealToWhistleInput]) -> types.AppealToWhistlePayload:
        """提请街道吹哨，请部门到场解决。"""
        done: types.AppealToWhistlePayload = self._do("appealToWhistle", "AppealToWhistleInput!", select, given)
        return done

    def appealReport(self, select: str = "", **given: Unpack[types.AppealReportInput]) -> types.AppealReportPayload:
        """报告办理进展。"""
        done: types.AppealReportPayload = self._do("appealReport", "AppealReportInput!", select, given)
        return done

    def appealAnswer(self, select: str = "", **given: Unpack[types.AppealAnswerInput]) -> types.AppealAnswerPayload:
        """答复诉求。"""
        done: types.AppealAnswerPayload = self._do("appealAnswer", "AppealAnswerInput!", select, given)
        return done

    def appealClose(self, select: str = "", **given: Unpack[types.AppealCloseInput]) -> types.AppealClosePayload:
        """记录满意度；不满意的退回二次办理一次，其余就此办结。"""
        done: types.AppealClosePayload = self._do("appealClose", "AppealCloseInput!", select, given)
        return done

    def assignmentDispatch(self, select: str = "", **given: Unpack[types.AssignmentDispatchInput]) -> types.AssignmentDispatchPayload:
        """下达任务；返回整项任务，其下级任务为各承办组织的任务。"""
        done: types.AssignmentDispatchPayload = self._do("assignmentDispatch", "AssignmentDispatchInput!", select, given)
        return done

    def assignmentSplit(self, select: str = "", **given: Unpack[types.AssignmentSplitInput]) -> types.AssignmentSplitPayload:
        """把承办的任务分解给下级组织；此后进度由下级汇总，下级全部办结后自动报结。"""
        done: types.AssignmentSplitPayload = self._do("assignmentSplit", "AssignmentSplitInput!", select, given)
        return done

    def assignmentAccept(self, select: str = "", **given: Unpack[types.AssignmentAcceptInput]) -> types.AssignmentAcceptPayload:
        """签收任务。"""
        done: types.AssignmentAcceptPayload = self._do("assignmentAccept", "AssignmentAcceptInput!", select, given)
        return done

    def assignmentReport(self, select: str = "", **given: Unpack[types.AssignmentReportInput]) -> types.AssignmentReportPayload:
        """报告任务进展。"""
        done: types.AssignmentReportPayload = self._do("assignmentReport", "AssignmentReportInput!", select, given)
        return done

    def assignmentSubmit(self, select: str = "", **given: Unpack[types.AssignmentSubmitInput]) -> types.AssignmentSubmitPayload:
        """报结任务，等待上级核验。"""
        done: types.AssignmentSubmitPayload = self._do("assignmentSubmit", "AssignmentSubmitInput!", select, given)
        return done

    def assignmentReturn(self, select: str = "", **given: Unpack[types.AssignmentReturnInput]) -> types.AssignmentReturnPayload:
        """退回报结的任务，要求继续办理。"""
        done: types.AssignmentReturnPayload = self._do("assignmentReturn", "AssignmentReturnInput!", select, given)
        return done

    def assignmentVerify(self, select: str = "", **given: Unpack[types.AssignmentVerifyInput]) -> types.AssignmentVerifyPayload:
        """核验通过，任务办结。"""
        done: types.AssignmentVerifyPayload = self._do("assignmentVerify", "AssignmentVerifyInput!", select, given)
        return done

    def assignmentWithdraw(self, select: str = "", **given: Unpack[types.AssignmentWithdrawInput]) -> types.AssignmentWithdrawPayload:
        """撤回下达的任务；其下级任务一并撤回。"""
        done: types.AssignmentWithdrawPayload = self._do("assignmentWithdraw", "AssignmentWithdrawInput!", select, given)
        return done

    def bulletinCreate(self, select: str = "", **given: Unpack[types.BulletinCreateInput]) -> types.BulletinCreatePayload:
        """起草通知通报。"""
        done: types.BulletinCreatePayload = self._do("bulletinCreate", "BulletinCreateInput!", select, given)
        return done

    def bulletinEdit(self, select: str = "", **given: Unpack[types.BulletinEditInput]) -> types.BulletinEditPayload:
        """修改草稿；没有给出的内容不变，附件只增加。"""
        done: types.BulletinEditPayload = self._do("bulletinEdit", "BulletinEditInput!", select, given)
        return done

    def bulletinIssue(self, select: str = "", **given: Unpack[types.BulletinIssueInput]) -> types.BulletinIssuePayload:
        """签发：编号并发给全部发送对象，内容不能再改。"""
        done: types.BulletinIssuePayload = self._do("bulletinIssue", "BulletinIssueInput!", select, given)
        return done

    def bulletinUrge(self, select: str = "", **given: Unpack[types.BulletinUrgeInput]) -> types.BulletinUrgePayload:
        """催阅：再次通知未签收的，每天最多一次。"""
        done: types.BulletinUrgePayload = self._do("bulletinUrge", "BulletinUrgeInput!", select, given)
        return done

    def bulletinWithdraw(self, select: str = "", **given: Unpack[types.BulletinWithdrawInput]) -> types.BulletinWithdrawPayload:
        """撤回；文号不再使用。"""
        done: types.BulletinWithdrawPayload = self._do("bulletinWithdraw", "BulletinWithdrawInput!", select, given)
        return done

    def bulletinSign(self, select: str = "", **given: Unpack[types.BulletinSignInput]) -> types.BulletinSignPayload:
        """签收：表示所代表的组织或单位已阅知，可以一并反馈。"""
        done: types.BulletinSignPayload = self._do("bulletinSign", "BulletinSignInput!", select, given)
        return done

    def bulletinReply(self, select: str = "", **given: Unpack[types.BulletinReplyInput]) -> types.BulletinReplyPayload:
        """签收后反馈；再次反馈以最后一次为准。"""
        done: types.BulletinReplyPayload = self._do("bulletinReply", "BulletinReplyInput!", select, given)
        return done

    def campaigntemplateCreate(self, select: str = "", **given: Unpack[types.CampaigntemplateCreateInput]) -> types.CampaigntemplateCreatePayload:
        """制定专项工作模板。"""
        done: types.CampaigntemplateCreatePayload = self._do("campaigntemplateCreate", "CampaigntemplateCreateInput!", select, given)
        return done

    def campaigntemplateEdit(self, select: str = "", **given: Unpack[types.CampaigntemplateEditInput]) -> types.CampaigntemplateEditPayload:
        """修改专项工作模板；没有给出的内容不变，给出的步骤整体替换。已有的专项工作不受影响。"""
        done: types.CampaigntemplateEditPayload = self._do("campaigntemplateEdit", "CampaigntemplateEditInput!", select, given)
        return done

    def campaigntemplateRetire(self, select: str = "", **given: Unpack[types.CampaigntemplateRetireInput]) -> types.CampaigntemplateRetirePayload:
        """停用专项工作模板。"""
        done: types.CampaigntemplateRetirePayload = self._do("campaigntemplateRetire", "CampaigntemplateRetireInput!", select, given)
        return done

    def campaigntemplateRestore(self, select: str = "", **given: Unpack[types.CampaigntemplateRestoreInput]) -> types.CampaigntemplateRestorePayload:
        """恢复使用已停用的专项工作模板。"""
        done: types.CampaigntemplateRestorePayload = self._do("campaigntemplateRestore", "CampaigntemplateRestoreInput!", select, given)
        return done

    def campaignCreate(self, select: str = "", **given: Unpack[types.CampaignCreateInput]) -> types.CampaignCreatePayload:
        """起草专项工作：从模板或自行安排步骤；启动后各组织才会看到。"""
        done: types.CampaignCreatePayload = self._do("campaignCreate", "CampaignCreateInput!", select, given)
        return done

    def campaignEdit(self, select: str = "", **given: Unpack[types.CampaignEditInput]) -> types.CampaignEditPayload:
        """修改草稿；没有给出的内容不变，给出的步骤和参加组织整体替换。"""
        done: types.CampaignEditPayload = self._do("campaignEdit", "CampaignEditInput!", select, given)
        return done

    def campaignStart(self, select: str = "", **given: Unpack[types.CampaignStartInput]) -> types.CampaignStartPayload:
        """启动：每个参加组织都有全部步骤要办理。"""
        done: types.CampaignStartPayload = self._do("campaignStart", "CampaignStartInput!", select, given)
        return done

    def campaignJoin(self, select: str = "", **given: Unpack[types.CampaignJoinInput]) -> types.CampaignJoinPayload:
        """已启动的专项工作增加参加组织。"""
        done: types.CampaignJoinPayload = self._do("campaignJoin", "CampaignJoinInput!", select, given)
        return done

    def campaignReschedule(self, select: str = "", **given: Unpack[types.CampaignRescheduleInput]) -> types.CampaignReschedulePayload:
        """调整一个步骤的期限；没有办结的组织一并改为新的期限，单独批准过延期的不受影响。"""
        done: types.CampaignReschedulePayload = self._do("campaignReschedule", "CampaignRescheduleInput!", select, given)
        return done

    def campaignFinish(self, select: str = "", **given: Unpack[types.CampaignFinishInput]) -> types.CampaignFinishPayload:
        """完成：全部步骤办结或不适用后，写明总结。"""
        done: types.CampaignFinishPayload = self._do("campaignFinish", "CampaignFinishInput!", select, given)
        return done

    def campaignStop(self, select: str = "", **given: Unpack[types.CampaignStopInput]) -> types.CampaignStopPayload:
        """终止，或放弃草稿；没有办结的步骤一并终止。"""
        done: types.CampaignStopPayload = self._do("campaignStop", "CampaignStopInput!", select, given)
        return done

    def campaignstepReport(self, select: str = "", **given: Unpack[types.CampaignstepReportInput]) -> types.CampaignstepReportPayload:
        """填报步骤进展。"""
        done: types.CampaignstepReportPayload = self._do("campaignstepReport", "CampaignstepReportInput!", select, given)
        return done

    def campaignstepSubmit(self, select: str = "", **given: Unpack[types.CampaignstepSubmitInput]) -> types.CampaignstepSubmitPayload:
        """报送步骤完成情况，等待上级核验。"""
        done: types.CampaignstepSubmitPayload = self._do("campaignstepSubmit", "CampaignstepSubmitInput!", select, given)
        return done

    def campaignstepExcuse(self, select: str = "", **given: Unpack[types.CampaignstepExcuseInput]) -> types.CampaignstepExcusePayload:
        """申请本步骤对本组织不适用。"""
        done: types.CampaignstepExcusePayload = self._do("campaignstepExcuse", "CampaignstepExcuseInput!", select, given)
        return done

    def campaignstepVerify(self, select: str = "", **given: Unpack[types.CampaignstepVerifyInput]) -> types.CampaignstepVerifyPayload:
        """核验通过，步骤办结。"""
        done: types.CampaignstepVerifyPayload = self._do("campaignstepVerify", "CampaignstepVerifyInput!", select, given)
        return done

    def campaignstepReturn(self, select: str = "", **given: Unpack[types.CampaignstepReturnInput]) -> types.CampaignstepReturnPayload:
        """退回报送的步骤，要求继续办理。"""
        done: types.CampaignstepReturnPayload = self._do("campaignstepReturn", "CampaignstepReturnInput!", select, given)
        return done

    def campaignstepWaive(self, select: str = "", **given: Unpack[types.CampaignstepWaiveInput]) -> types.CampaignstepWaivePayload:
        """同意不适用。"""
        done: types.CampaignstepWaivePayload = self._do("campaignstepWaive", "CampaignstepWaiveInput!", select, given)
        return done

    def campaignstepRefuse(self, select: str = "", **given: Unpack[types.CampaignstepRefuseInput]) -> types.CampaignstepRefusePayload:
        """不同意不适用，须继续办理。"""
        done: types.CampaignstepRefusePayload = self._do("campaignstepRefuse", "CampaignstepRefuseInput!", select, given)
        return done

    def claimPropose(self, select: str = "", **given: Unpack[types.ClaimProposeInput]) -> types.ClaimProposePayload:
        """提出认领。数量立即预留，多方同时认领也不会超出。"""
        done: types.ClaimProposePayload = self._do("claimPropose", "ClaimProposeInput!", select, given)
        return done

    def claimConfirm(self, select: str = "", **given: Unpack[types.ClaimConfirmInput]) -> types.ClaimConfirmPayload:
        """确认认领。"""
        done: types.ClaimConfirmPayload = self._do("claimConfirm", "ClaimConfirmInput!", select, given)
        return done

    def claimDecline(self, select: str = "", **given: Unpack[types.ClaimDeclineInput]) -> types.ClaimDeclinePayload:
        """谢绝认领，数量随即释放。"""
        done: types.ClaimDeclinePayload = self._do("claimDecline", "ClaimDeclineInput!", select, given)
        return done

    def claimWithdraw(self, select: str = "", **given: Unpack[types.ClaimWithdrawInput]) -> types.ClaimWithdrawPayload:
        """认领方在确认前撤回认领。"""
        done: types.ClaimWithdrawPayload = self._do("claimWithdraw", "ClaimWithdrawInput!", select, given)
        return done

    def claimRelease(self, select: str = "", **given: Unpack[types.ClaimReleaseInput]) -> types.ClaimReleasePayload:
        """认领方放弃已确认的认领；不计为完成。"""
        done: types.ClaimReleasePayload = self._do("claimRelease", "ClaimReleaseInput!", select, given)
        return done

    def claimFulfil(self, select: str = "", **given: Unpack[types.ClaimFulfilInput]) -> types.ClaimFulfilPayload:
        """提交完成情况和佐证。认领需求时由认领方提交，申请资源时由资源提供方提交。"""
        done: types.ClaimFulfilPayload = self._do("claimFulfil", "ClaimFulfilInput!", select, given)
        return done

    def claimReturn(self, select: str = "", **given: Unpack[types.ClaimReturnInput]) -> types.ClaimReturnPayload:
        """受益方退回，要求补充佐证。"""
        done: types.ClaimReturnPayload = self._do("claimReturn", "ClaimReturnInput!", select, given)
        return done

    def claimEvaluate(self, select: str = "", **given: Unpack[types.ClaimEvaluateInput]) -> types.ClaimEvaluatePayload:
        """评价对方；双方都评价后认领办结。"""
        done: types.ClaimEvaluatePayload = self._do("claimEvaluate", "ClaimEvaluateInput!", select, given)
        return done

    def clientRegister(self, select: str = "", **given: Unpack[types.ClientRegisterInput]) -> types.ClientRegisterPayload:
        """登记第三方应用，得到应用编号和密钥。"""
        done: types.ClientRegisterPayload = self._do("clientRegister", "ClientRegisterInput!", select, given)
        return done

    def clientRotate(self, select: str = "", **given: Unpack[types.ClientRotateInput]) -> types.ClientRotatePayload:
        """更换应用的密钥；旧密钥在 hours 小时后失效。"""
        done: types.ClientRotatePayload = self._do("clientRotate", "ClientRotateInput!", select, given)
        return done

    def clientDropSecret(self, select: str = "", **given: Unpack[types.ClientDropSecretInput]) -> types.ClientDropSecretPayload:
        """让旧密钥和已发出的令牌立即失效。"""
        done: types.ClientDropSecretPayload = self._do("clientDropSecret", "ClientDropSecretInput!", select, given)
        return done

    def clientRescope(self, select: str = "", **given: Unpack[types.ClientRescopeInput]) -> types.ClientRescopePayload:
        """变更应用的权限；减少的对已发出的令牌也有效，增加的须换取新令牌。"""
        done: types.ClientRescopePayload = self._do("clientRescope", "ClientRescopeInput!", select, given)
        return done

    def clientLimit(self, select: str = "", **given: Unpack[types.ClientLimitInput]) -> types.ClientLimitPayload:
        """限定应用的有效期、允许的网络和网页来源；有效期和网络一并设定，对已发出的令牌也有效。"""
        done: types.ClientLimitPayload = self._do("clientLimit", "ClientLimitInput!", select, given)
        return done

    def clientRestrict(self, select: str = "", **given: Unpack[types.ClientRestrictInput]) -> types.ClientRestrictPayload:
        """设定应用是否只能发送已登记的文档；对已发出的令牌也有效。"""
        done: types.ClientRestrictPayload = self._do("clientRestrict", "ClientRestrictInput!", select, given)
        return done

    def clientDisable(self, select: str = "", **given: Unpack[types.ClientDisableInput]) -> types.ClientDisablePayload:
        """停用应用，令牌立即失效；停用后不能恢复。"""
        done: types.ClientDisablePayload = self._do("clientDisable", "ClientDisableInput!", select, given)
        return done

    def clusterRegister(self, select: str = "", **given: Unpack[types.ClusterRegisterInput]) -> types.ClusterRegisterPayload:
        """登记新兴领域。"""
        done: types.ClusterRegisterPayload = self._do("clusterRegister", "ClusterRegisterInput!", select, given)
        return done

    def clusterEdit(self, select: str = "", **given: Unpack[types.ClusterEditInput]) -> types.ClusterEditPayload:
        """修改新兴领域资料；没有给出的内容不变。"""
        done: types.ClusterEditPayload = self._do("clusterEdit", "ClusterEditInput!", select, given)
        return done

    def clusterRetire(self, select: str = "", **given: Unpack[types.ClusterRetireInput]) -> types.ClusterRetirePayload:
        """撤销新兴领域，其记录保留。"""
        done: types.ClusterRetirePayload = self._do("clusterRetire", "ClusterRetireInput!", select, given)
        return done

    def clusterRestore(self, select: str = "", **given: Unpack[types.ClusterRestoreInput]) -> types.ClusterRestorePayload:
        """恢复已撤销的新兴领域。"""
        done: types.ClusterRestorePayload = self._do("clusterRestore", "ClusterRestoreInput!", select, given)
        return done

    def clusterunitAdd(self, select: str = "", **given: Unpack[types.ClusterunitAddInput]) -> types.ClusterunitAddPayload:
        """登记入驻单位；一个单位只能登记在一处。"""
        done: types.ClusterunitAddPayload = self._do("clusterunitAdd", "ClusterunitAddInput!", select, given)
        return done

    def clusterunitEdit(self, select: str = "", **given: Unpack[types.ClusterunitEditInput]) -> types.ClusterunitEditPayload:
        """编入联合支部或派党建指导员；没有给出的不变，联合支部给出空值即退出。"""
        done: types.ClusterunitEditPayload = self._do("clusterunitEdit", "ClusterunitEditInput!", select, given)
        return done

    def clusterunitPlan(self, select: str = "", **given: Unpack[types.ClusterunitPlanInput]) -> types.ClusterunitPlanPayload:
        """确定组建党组织的下一步和完成日期。"""
        done: types.ClusterunitPlanPayload = self._do("clusterunitPlan", "ClusterunitPlanInput!", select, given)
        return done

    def clusterunitRemove(self, select: str = "", **given: Unpack[types.ClusterunitRemoveInput]) -> types.ClusterunitRemovePayload:
        """移出入驻单位；返回原来的新兴领域。"""
        done: types.ClusterunitRemovePayload = self._do("clusterunitRemove", "ClusterunitRemoveInput!", select, given)
        return done

    def jointbranchFound(self, select: str = "", **given: Unpack[types.JointbranchFoundInput]) -> types.JointbranchFoundPayload:
        """成立联合支部，至少由两个入驻单位组成。"""
        done: types.JointbranchFoundPayload = self._do("jointbranchFound", "JointbranchFoundInput!", select, given)
        return done

    def jointbranchEdit(self, select: str = "", **given: Unpack[types.JointbranchEditInput]) -> types.JointbranchEditPayload:
        """修改联合支部的名称和书记；没有给出的不变。"""
        done: types.JointbranchEditPayload = self._do("jointbranchEdit", "JointbranchEditInput!", select, given)
        return done

    def jointbranchDissolve(self, select: str = "", **given: Unpack[types.JointbranchDissolveInput]) -> types.JointbranchDissolvePayload:
        """撤销联合支部；返回所在的新兴领域。"""
        done: types.JointbranchDissolvePayload = self._do("jointbranchDissolve", "JointbranchDissolveInput!", select, given)
        return done

    def bodyCreate(self, select: str = "", **given: Unpack[types.BodyCreateInput]) -> types.BodyCreatePayload:
        """成立议事机构。"""
        done: types.BodyCreatePayload = self._do("bodyCreate", "BodyCreateInput!", select, given)
        return done

    def bodyEdit(self, select: str = "", **given: Unpack[types.BodyEditInput]) -> types.BodyEditPayload:
        """修改议事机构；没有给出的内容不变。"""
        done: types.BodyEditPayload = self._do("bodyEdit", "BodyEditInput!", select, given)
        return done

    def bodyDissolve(self, select: str = "", **given: Unpack[types.BodyDissolveInput]) -> types.BodyDissolvePayload:
        """撤销议事机构，已有记录保留。"""
        done: types.BodyDissolvePayload = self._do("bodyDissolve", "BodyDissolveInput!", select, given)
        return done

    def seatAdd(self, select: str = "", **given: Unpack[types.SeatAddInput]) -> types.SeatAddPayload:
        """增补议事机构的成员。"""
        done: types.SeatAddPayload = self._do("seatAdd", "SeatAddInput!", select, given)
        return done

    def seatEdit(self, select: str = "", **given: Unpack[types.SeatEditInput]) -> types.SeatEditPayload:
        """调整成员；没有给出的内容不变。"""
        done: types.SeatEditPayload = self._do("seatEdit", "SeatEditInput!", select, given)
        return done

    def seatEnd(self, select: str = "", **given: Unpack[types.SeatEndInput]) -> types.SeatEndPayload:
        """免去成员，已有的参会和表决记录保留。"""
        done: types.SeatEndPayload = self._do("seatEnd", "SeatEndInput!", select, given)
        return done

    def meetingPlan(self, select: str = "", **given: Unpack[types.MeetingPlanInput]) -> types.MeetingPlanPayload:
        """筹备会议；发出通知前只有会议组织方可见。"""
        done: types.MeetingPlanPayload = self._do("meetingPlan", "MeetingPlanInput!", select, given)
        return done

    def meetingEdit(self, select: str = "", **given: Unpack[types.MeetingEditInput]) -> types.MeetingEditPayload:
        """修改筹备中的会议；没有给出的内容不变。"""
        done: types.MeetingEditPayload = self._do("meetingEdit", "MeetingEditInput!", select, given)
        return done

    def meetingNotify(self, select: str = "", **given: Unpack[types.MeetingNotifyInput]) -> types.MeetingNotifyPayload:
        """向全体成员发出会议通知；临时召开的须写明理由。"""
        done: types.MeetingNotifyPayload = self._do("meetingNotify", "MeetingNotifyInput!", select, given)
        return done

    def meetingPostpone(self, select: str = "", **given: Unpack[types.MeetingPostponeInput]) -> types.MeetingPostponePayload:
        """改期；成员须重新答复。"""
        done: types.MeetingPostponePayload = self._do("meetingPostpone", "MeetingPostponeInput!", select, given)
        return done

    def meetingCancel(self, select: str = "", **given: Unpack[types.MeetingCancelInput]) -> types.MeetingCancelPayload:
        """取消还没有召开的会议，议题退回待审定。"""
        done: types.MeetingCancelPayload = self._do("meetingCancel", "MeetingCancelInput!", select, given)
        return done

    def invitationAnswer(self, select: str = "", **given: Unpack[types.InvitationAnswerInput]) -> types.InvitationAnswerPayload:
        """答复会议通知：参加、请假或派代表。"""
        done: types.InvitationAnswerPayload = self._do("invitationAnswer", "InvitationAnswerInput!", select, given)
        return done

    def meetingAttend(self, select: str = "", **given: Unpack[types.MeetingAttendInput]) -> types.MeetingAttendPayload:
        """登记到会情况；没有写到的成员不变。"""
        done: types.MeetingAttendPayload = self._do("meetingAttend", "MeetingAttendInput!", select, given)
        return done

    def meetingOpen(self, select: str = "", **given: Unpack[types.MeetingOpenInput]) -> types.MeetingOpenPayload:
        """宣布开会；到会人数不足法定人数时拒绝。"""
        done: types.MeetingOpenPayload = self._do("meetingOpen", "MeetingOpenInput!", select, given)
        return done

    def meetingClose(self, select: str = "", **given: Unpack[types.MeetingCloseInput]) -> types.MeetingClosePayload:
        """宣布散会；每项议题都应有结论。"""
        done: types.MeetingClosePayload = self._do("meetingClose", "MeetingCloseInput!", select, given)
        return done

    def minutesSubmit(self, select: str = "", **given: Unpack[types.MinutesSubmitInput]) -> types.MinutesSubmitPayload:
        """提交会议纪要，等待召集人确认。"""
        done: types.MinutesSubmitPayload = self._do("minutesSubmit", "MinutesSubmitInput!", select, given)
        return done

    def minutesReturn(self, select: str = "", **given: Unpack[types.MinutesReturnInput]) -> types.MinutesReturnPayload:
        """召集人退回会议纪要。"""
        done: types.MinutesReturnPayload = self._do("minutesReturn", "MinutesReturnInput!", select, given)
        return done

    def minutesConfirm(self, select: str = "", **given: Unpack[types.MinutesConfirmInput]) -> types.MinutesConfirmPayload:
        """召集人确认会议纪要。"""
        done: types.MinutesConfirmPayload = self._do("minutesConfirm", "MinutesConfirmInput!", select, given)
        return done

    def minutesIssue(self, select: str = "", **given: Unpack[types.MinutesIssueInput]) -> types.MinutesIssuePayload:
        """印发会议纪要，同时交办议定事项、商请有关单位。"""
        done: types.MinutesIssuePayload = self._do("minutesIssue", "MinutesIssueInput!", select, given)
        return done

    def consultationAsk(self, select: str = "", **given: Unpack[types.ConsultationAskInput]) -> types.ConsultationAskPayload:
        """征求一个或几个街道的意见；每个街道一条，编号相同，返回第一条。"""
        done: types.ConsultationAskPayload = self._do("consultationAsk", "ConsultationAskInput!", select, given)
        return done

    def consultationPropose(self, select: str = "", **given: Unpack[types.ConsultationProposeInput]) -> types.ConsultationProposePayload:
        """街道主动提出建议。"""
        done: types.ConsultationProposePayload = self._do("consultationPropose", "ConsultationProposeInput!", select, given)
        return done

    def consultationOpine(self, select: str = "", **given: Unpack[types.ConsultationOpineInput]) -> types.ConsultationOpinePayload:
        """街道反馈意见；不同意和建议须写明理由。"""
        done: types.ConsultationOpinePayload = self._do("consultationOpine", "ConsultationOpineInput!", select, given)
        return done

    def consultationReply(self, select: str = "", **given: Unpack[types.ConsultationReplyInput]) -> types.ConsultationReplyPayload:
        """答复是否采纳及理由。"""
        done: types.ConsultationReplyPayload = self._do("consultationReply", "ConsultationReplyInput!", select, given)
        return done

    def consultationWithdraw(self, select: str = "", **given: Unpack[types.ConsultationWithdrawInput]) -> types.ConsultationWithdrawPayload:
        """撤回征求意见，或撤回街道的建议。"""
        done: types.ConsultationWithdrawPayload = self._do("consultationWithdraw", "ConsultationWithdrawInput!", select, given)
        return done

    def outpostappraisalGive(self, select: str = "", **given: Unpack[types.OutpostappraisalGiveInput]) -> types.OutpostappraisalGivePayload:
        """街道评价派出机构，每年一次。"""
        done: types.OutpostappraisalGivePayload = self._do("outpostappraisalGive", "OutpostappraisalGiveInput!", select, given)
        return done

    def outpostappraisalRevise(self, select: str = "", **given: Unpack[types.OutpostappraisalReviseInput]) -> types.OutpostappraisalRevisePayload:
        """修改派出机构评价；没有给出的不变，次年年底定案。"""
        done: types.OutpostappraisalRevisePayload = self._do("outpostappraisalRevise", "OutpostappraisalReviseInput!", select, given)
        return done

    def contactpointBind(self, select: str = "", **given: Unpack[types.ContactpointBindInput]) -> types.ContactpointBindPayload:
        """安排联系点：一名在任领导联系一个下级组织。"""
        done: types.ContactpointBindPayload = self._do("contactpointBind", "ContactpointBindInput!", select, given)
        return done

    def visitRecord(self, select: str = "", **given: Unpack[types.VisitRecordInput]) -> types.VisitRecordPayload:
        """记录走访；发现的问题自动登记到问题清单。"""
        done: types.VisitRecordPayload = self._do("visitRecord", "VisitRecordInput!", select, given)
        return done

    def visitEdit(self, select: str = "", **given: Unpack[types.VisitEditInput]) -> types.VisitEditPayload:
        """修改走访记录；没有给出的内容不变，已登记的问题不受影响。"""
        done: types.VisitEditPayload = self._do("visitEdit", "VisitEditInput!", select, given)
        return done

    def contactpointEnd(self, select: str = "", **given: Unpack[types.ContactpointEndInput]) -> types.ContactpointEndPayload:
        """结束联系。"""
        done: types.ContactpointEndPayload = self._do("contactpointEnd", "ContactpointEndInput!", select, given)
        return done

    def weakplaceName(self, select: str = "", **given: Unpack[types.WeakplaceNameInput]) -> types.WeakplaceNamePayload:
        """把一个街道或社区列为薄弱组织，由上级办理。"""
        done: types.WeakplaceNamePayload = self._do("weakplaceName", "WeakplaceNameInput!", select, given)
        return done

    def weakplaceAccept(self, select: str = "", **given: Unpack[types.WeakplaceAcceptInput]) -> types.WeakplaceAcceptPayload:
        """薄弱组织整顿验收通过，由上级办理。"""
        done: types.WeakplaceAcceptPayload = self._do("weakplaceAccept", "WeakplaceAcceptInput!", select, given)
        return done

    def datacallCreate(self, select: str = "", **given: Unpack[types.DatacallCreateInput]) -> types.DatacallCreatePayload:
        """起草数据调度。"""
        done: types.DatacallCreatePayload = self._do("datacallCreate", "DatacallCreateInput!", select, given)
        return done

    def datacallEdit(self, select: str = "", **given: Unpack[types.DatacallEditInput]) -> types.DatacallEditPayload:
        """修改草稿；没有给出的内容不变，给出的填报项和组织整体替换，附件只增加。"""
        done: types.DatacallEditPayload = self._do("datacallEdit", "DatacallEditInput!", select, given)
        return done

    def datacallIssue(self, select: str = "", **given: Unpack[types.DatacallIssueInput]) -> types.DatacallIssuePayload:
        """下发：通知填报组织，填报项不能再改。"""
        done: types.DatacallIssuePayload = self._do("datacallIssue", "DatacallIssueInput!", select, given)
        return done

    def datacallUrge(self, select: str = "", **given: Unpack[types.DatacallUrgeInput]) -> types.DatacallUrgePayload:
        """催报：再次通知未上报的，每天最多一次。"""
        done: types.DatacallUrgePayload = self._do("datacallUrge", "DatacallUrgeInput!", select, given)
        return done

    def datacallExtend(self, select: str = "", **given: Unpack[types.DatacallExtendInput]) -> types.DatacallExtendPayload:
        """延长上报期限：通知还没有审核通过的组织，是否逾期按新的期限计算。"""
        done: types.DatacallExtendPayload = self._do("datacallExtend", "DatacallExtendInput!", select, given)
        return done

    def datacallClose(self, select: str = "", **given: Unpack[types.DatacallCloseInput]) -> types.DatacallClosePayload:
        """办结：不能再上报和审核。"""
        done: types.DatacallClosePayload = self._do("datacallClose", "DatacallCloseInput!", select, given)
        return done

    def datacallPublish(self, select: str = "", **given: Unpack[types.DatacallPublishInput]) -> types.DatacallPublishPayload:
        """公布汇总结果：办结后全部填报组织可见，不能收回。"""
        done: types.DatacallPublishPayload = self._do("datacallPublish", "DatacallPublishInput!", select, given)
        return done

    def datacallWithdraw(self, select: str = "", **given: Unpack[types.DatacallWithdrawInput]) -> types.DatacallWithdrawPayload:
        """撤回。"""
        done: types.DatacallWithdrawPayload = self._do("datacallWithdraw", "DatacallWithdrawInput!", select, given)
        return done

    def dataanswerSave(self, select: str = "", **given: Unpack[types.DataanswerSaveInput]) -> types.DataanswerSavePayload:
        """暂存填报，必填项可以缺。"""
        done: types.DataanswerSavePayload = self._do("dataanswerSave", "DataanswerSaveInput!", select, given)
        return done

    def dataanswerSubmit(self, select: str = "", **given: Unpack[types.DataanswerSubmitInput]) -> types.DataanswerSubmitPayload:
        """上报：必填项须齐全。"""
        done: types.DataanswerSubmitPayload = self._do("dataanswerSubmit", "DataanswerSubmitInput!", select, given)
        return done

    def dataanswerApprove(self, select: str = "", **given: Unpack[types.DataanswerApproveInput]) -> types.DataanswerApprovePayload:
        """审核通过。"""
        done: types.DataanswerApprovePayload = self._do("dataanswerApprove", "DataanswerApproveInput!", select, given)
        return done

    def dataanswerReturn(self, select: str = "", **given: Unpack[types.DataanswerReturnInput]) -> types.DataanswerReturnPayload:
        """退回重报。"""
        done: types.DataanswerReturnPayload = self._do("dataanswerReturn", "DataanswerReturnInput!", select, given)
        return done

    def decisionRecord(self, select: str = "", **given: Unpack[types.DecisionRecordInput]) -> types.DecisionRecordPayload:
        """记录议定事项；印发纪要时向责任组织和部门交办、向单位商请。"""
        done: types.DecisionRecordPayload = self._do("decisionRecord", "DecisionRecordInput!", select, given)
        return done

    def decisionDrop(self, select: str = "", **given: Unpack[types.DecisionDropInput]) -> types.DecisionDropPayload:
        """删去记错的议定事项，限纪要提交之前。"""
        done: types.DecisionDropPayload = self._do("decisionDrop", "DecisionDropInput!", select, given)
        return done

    def requestAccept(self, select: str = "", **given: Unpack[types.RequestAcceptInput]) -> types.RequestAcceptPayload:
        """单位接受会议的商请。"""
        done: types.RequestAcceptPayload = self._do("requestAccept", "RequestAcceptInput!", select, given)
        return done

    def requestDecline(self, select: str = "", **given: Unpack[types.RequestDeclineInput]) -> types.RequestDeclinePayload:
        """单位谢绝会议的商请，并说明原因。"""
        done: types.RequestDeclinePayload = self._do("requestDecline", "RequestDeclineInput!", select, given)
        return done

    def requestReport(self, select: str = "", **given: Unpack[types.RequestReportInput]) -> types.RequestReportPayload:
        """单位反馈落实情况。"""
        done: types.RequestReportPayload = self._do("requestReport", "RequestReportInput!", select, given)
        return done

    def inquiryAsk(self, select: str = "", **given: Unpack[types.InquiryAskInput]) -> types.InquiryAskPayload:
        """成员质询议定事项的落实情况。"""
        done: types.InquiryAskPayload = self._do("inquiryAsk", "InquiryAskInput!", select, given)
        return done

    def inquiryAnswer(self, select: str = "", **given: Unpack[types.InquiryAnswerInput]) -> types.InquiryAnswerPayload:
        """答复质询。"""
        done: types.InquiryAnswerPayload = self._do("inquiryAnswer", "InquiryAnswerInput!", select, given)
        return done

    def departmentAdd(self, select: str = "", **given: Unpack[types.DepartmentAddInput]) -> types.DepartmentAddPayload:
        """新增区直部门；给出主管部门和街道时，新增派出机构。"""
        done: types.DepartmentAddPayload = self._do("departmentAdd", "DepartmentAddInput!", select, given)
        return done

    def departmentEdit(self, select: str = "", **given: Unpack[types.DepartmentEditInput]) -> types.DepartmentEditPayload:
        """修改部门资料；没有给出的内容不变。"""
        done: types.DepartmentEditPayload = self._do("departmentEdit", "DepartmentEditInput!", select, given)
        return done

    def departmentRetire(self, select: str = "", **given: Unpack[types.DepartmentRetireInput]) -> types.DepartmentRetirePayload:
        """撤销部门，其记录保留。"""
        done: types.DepartmentRetirePayload = self._do("departmentRetire", "DepartmentRetireInput!", select, given)
        return done

    def departmentRestore(self, select: str = "", **given: Unpack[types.DepartmentRestoreInput]) -> types.DepartmentRestorePayload:
        """恢复已撤销的部门。"""
        done: types.DepartmentRestorePayload = self._do("departmentRestore", "DepartmentRestoreInput!", select, given)
        return done

    def divisionImport(self, select: str = "", **given: Unpack[types.DivisionImportInput]) -> types.DivisionImportPayload:
        """按区划表成批更正组织：新增、更名、换码、调整隶属、恢复、撤销。先用 preview 核对变化，再以 expected 执行。撤销的组织还有要接收或要了结的事（hindrance）时，拒绝执行。"""
        done: types.DivisionImportPayload = self._do("divisionImport", "DivisionImportInput!", select, given)
        return done

    def documentRegister(self, select: str = "", **given: Unpack[types.DocumentRegisterInput]) -> types.DocumentRegisterPayload:
        """登记一个 GraphQL 文档，以后的请求可以只发送它的 SHA-256；已登记的不变，停用的恢复。"""
        done: types.DocumentRegisterPayload = self._do("documentRegister", "DocumentRegisterInput!", select, given)
        return done

    def documentImport(self, select: str = "", **given: Unpack[types.DocumentImportInput]) -> types.DocumentImportPayload:
        """导入一份文档清单：全部登记，或者有一个不行就一个也不登记。清单之外的文档不变。"""
        done: types.DocumentImportPayload = self._do("documentImport", "DocumentImportInput!", select, given)
        return done

    def documentRetire(self, select: str = "", **given: Unpack[types.DocumentRetireInput]) -> types.DocumentRetirePayload:
        """停用文档，请求不能再用它的 SHA-256；停用前请看 lastUsedAt。"""
        done: types.DocumentRetirePayload = self._do("documentRetire", "DocumentRetireInput!", select, given)
        return done

    def documentRestore(self, select: str = "", **given: Unpack[types.DocumentRestoreInput]) -> types.DocumentRestorePayload:
        """恢复停用的文档。"""
        done: types.DocumentRestorePayload = self._do("documentRestore", "DocumentRestoreInput!", select, given)
        return done

    def facilityRecord(self, select: str = "", **given: Unpack[types.FacilityRecordInput]) -> types.FacilityRecordPayload:
        """登记或更新一个社区的阵地台账。"""
        done: types.FacilityRecordPayload = self._do("facilityRecord", "FacilityRecordInput!", select, given)
        return done

    def facilityPhotograph(self, select: str = "", **given: Unpack[types.FacilityPhotographInput]) -> types.FacilityPhotographPayload:
        """上传阵地照片；同一张只保存一次，一个社区最多 20 张。"""
        done: types.FacilityPhotographPayload = self._do("facilityPhotograph", "FacilityPhotographInput!", select, given)
        return done

    def facilityphotoRemove(self, select: str = "", **given: Unpack[types.FacilityphotoRemoveInput]) -> types.FacilityphotoRemovePayload:
        """删除一张阵地照片。"""
        done: types.FacilityphotoRemovePayload = self._do("facilityphotoRemove", "FacilityphotoRemoveInput!", select, given)
        return done

    def grantGive(self, select: str = "", **given: Unpack[types.GrantGiveInput]) -> types.GrantGivePayload:
        """授予账号在某个组织（含下级）或某个单位的专项权限。"""
        done: types.GrantGivePayload = self._do("grantGive", "GrantGiveInput!", select, given)
        return done

    def grantRevoke(self, select: str = "", **given: Unpack[types.GrantRevokeInput]) -> types.GrantRevokePayload:
        """收回组织或单位上的专项权限。"""
        done: types.GrantRevokePayload = self._do("grantRevoke", "GrantRevokeInput!", select, given)
        return done

    def agreementGrantGive(self, select: str = "", **given: Unpack[types.AgreementGrantGiveInput]) -> types.AgreementGrantGivePayload:
        """准许账号查看一份共建协议。安全管理员自己看不到协议，凭协议编号办理。"""
        done: types.AgreementGrantGivePayload = self._do("agreementGrantGive", "AgreementGrantGiveInput!", select, given)
        return done

    def agreementGrantRevoke(self, select: str = "", **given: Unpack[types.AgreementGrantRevokeInput]) -> types.AgreementGrantRevokePayload:
        """收回查看某份协议的权限。"""
        done: types.AgreementGrantRevokePayload = self._do("agreementGrantRevoke", "AgreementGrantRevokeInput!", select, given)
        return done

    def checklistCreate(self, select: str = "", **given: Unpack[types.ChecklistCreateInput]) -> types.ChecklistCreatePayload:
        """制定检查表。"""
        done: types.ChecklistCreatePayload = self._do("checklistCreate", "ChecklistCreateInput!", select, given)
        return done

    def checklistEdit(self, select: str = "", **given: Unpack[types.ChecklistEditInput]) -> types.ChecklistEditPayload:
        """修改检查表；没有给出的不变，已制定的督导检查不受影响。"""
        done: types.ChecklistEditPayload = self._do("checklistEdit", "ChecklistEditInput!", select, given)
        return done

    def checklistRetire(self, select: str = "", **given: Unpack[types.ChecklistRetireInput]) -> types.ChecklistRetirePayload:
        """停用检查表。"""
        done: types.ChecklistRetirePayload = self._do("checklistRetire", "ChecklistRetireInput!", select, given)
        return done

    def checklistRestore(self, select: str = "", **given: Unpack[types.ChecklistRestoreInput]) -> types.ChecklistRestorePayload:
        """恢复使用检查表。"""
        done: types.ChecklistRestorePayload = self._do("checklistRestore", "ChecklistRestoreInput!", select, given)
        return done

    def inspectionPlan(self, select: str = "", **given: Unpack[types.InspectionPlanInput]) -> types.InspectionPlanPayload:
        """制定督导检查（草稿）。"""
        done: types.InspectionPlanPayload = self._do("inspectionPlan", "InspectionPlanInput!", select, given)
        return done

    def inspectionEdit(self, select: str = "", **given: Unpack[types.InspectionEditInput]) -> types.InspectionEditPayload:
        """修改草稿；没有给出的不变。"""
        done: types.InspectionEditPayload = self._do("inspectionEdit", "InspectionEditInput!", select, given)
        return done

    def inspectionteamForm(self, select: str = "", **given: Unpack[types.InspectionteamFormInput]) -> types.InspectionteamFormPayload:
        """组建检查组，或修改其中一个。"""
        done: types.InspectionteamFormPayload = self._do("inspectionteamForm", "InspectionteamFormInput!", select, given)
        return done

    def inspectionteamDissolve(self, select: str = "", **given: Unpack[types.InspectionteamDissolveInput]) -> types.InspectionteamDissolvePayload:
        """撤销没有检查对象的检查组。"""
        done: types.InspectionteamDissolvePayload = self._do("inspectionteamDissolve", "InspectionteamDissolveInput!", select, given)
        return done

    def inspectionChoose(self, select: str = "", **given: Unpack[types.InspectionChooseInput]) -> types.InspectionChoosePayload:
        """确定草稿的检查对象：只保留给出的和随机抽中的。"""
        done: types.InspectionChoosePayload = self._do("inspectionChoose", "InspectionChooseInput!", select, given)
        return done

    def inspectionAnnounce(self, select: str = "", **given: Unpack[types.InspectionAnnounceInput]) -> types.InspectionAnnouncePayload:
        """公布随机抽取的方案：名单和数量从此固定，随机种子由这次公布的事件产生。"""
        done: types.InspectionAnnouncePayload = self._do("inspectionAnnounce", "InspectionAnnounceInput!", select, given)
        return done

    def inspectionDraw(self, select: str = "", **given: Unpack[types.InspectionDrawInput]) -> types.InspectionDrawPayload:
        """随机抽取，只能一次；抽中的加入检查对象。"""
        done: types.InspectionDrawPayload = self._do("inspectionDraw", "InspectionDrawInput!", select, given)
        return done

    def inspectionSpread(self, select: str = "", **given: Unpack[types.InspectionSpreadInput]) -> types.InspectionSpreadPayload:
        """把还没有开始的对象平均分给检查组。"""
        done: types.InspectionSpreadPayload = self._do("inspectionSpread", "InspectionSpreadInput!", select, given)
        return done

    def inspectionIssue(self, select: str = "", **given: Unpack[types.InspectionIssueInput]) -> types.InspectionIssuePayload:
        """下达督导检查。"""
        done: types.InspectionIssuePayload = self._do("inspectionIssue", "InspectionIssueInput!", select, given)
        return done

    def inspectionFinish(self, select: str = "", **given: Unpack[types.InspectionFinishInput]) -> types.InspectionFinishPayload:
        """全部对象办结后，完成并总结。"""
        done: types.InspectionFinishPayload = self._do("inspectionFinish", "InspectionFinishInput!", select, given)
        return done

    def inspectionCancel(self, select: str = "", **given: Unpack[types.InspectionCancelInput]) -> types.InspectionCancelPayload:
        """取消督导检查。"""
        done: types.InspectionCancelPayload = self._do("inspectionCancel", "InspectionCancelInput!", select, given)
        return done

    def inspectiontargetAssign(self, select: str = "", **given: Unpack[types.InspectiontargetAssignInput]) -> types.InspectiontargetAssignPayload:
        """调整一个检查对象的检查组和期限。"""
        done: types.InspectiontargetAssignPayload = self._do("inspectiontargetAssign", "InspectiontargetAssignInput!", select, given)
        return done

    def inspectiontargetRecord(self, select: str = "", **given: Unpack[types.InspectiontargetRecordInput]) -> types.InspectiontargetRecordPayload:
        """检查组记录检查情况；同一事项再次记录的代替前一次，现场照片用 findingAttach 补充。"""
        done: types.InspectiontargetRecordPayload = self._do("inspectiontargetRecord", "InspectiontargetRecordInput!", select, given)
        return done

    def findingAttach(self, select: str = "", **given: Unpack[types.FindingAttachInput]) -> types.FindingAttachPayload:
        """补充一项检查结果的现场材料，提交结果以前。"""
        done: types.FindingAttachPayload = self._do("findingAttach", "FindingAttachInput!", select, given)
        return done

    def inspectiontargetSubmit(self, select: str = "", **given: Unpack[types.InspectiontargetSubmitInput]) -> types.InspectiontargetSubmitPayload:
        """提交检查结果，交被检查方确认。"""
        done: types.InspectiontargetSubmitPayload = self._do("inspectiontargetSubmit", "InspectiontargetSubmitInput!", select, given)
        return done

    def inspectiontargetConfirm(self, select: str = "", **given: Unpack[types.InspectiontargetConfirmInput]) -> types.InspectiontargetConfirmPayload:
        """被检查方确认检查结果；不符合的登记为问题。"""
        done: types.InspectiontargetConfirmPayload = self._do("inspectiontargetConfirm", "InspectiontargetConfirmInput!", select, given)
        return done

    def inspectiontargetObject(self, select: str = "", **given: Unpack[types.InspectiontargetObjectInput]) -> types.InspectiontargetObjectPayload:
        """被检查方对检查结果提出申诉。"""
        done: types.InspectiontargetObjectPayload = self._do("inspectiontargetObject", "InspectiontargetObjectInput!", select, given)
        return done

    def inspectiontargetUphold(self, select: str = "", **given: Unpack[types.InspectiontargetUpholdInput]) -> types.InspectiontargetUpholdPayload:
        """答复申诉：维持结果。"""
        done: types.InspectiontargetUpholdPayload = self._do("inspectiontargetUphold", "InspectiontargetUpholdInput!", select, given)
        return done

    def inspectiontargetCorrect(self, select: str = "", **given: Unpack[types.InspectiontargetCorrectInput]) -> types.InspectiontargetCorrectPayload:
        """答复申诉：更正结果，退回检查组。"""
        done: types.InspectiontargetCorrectPayload = self._do("inspectiontargetCorrect", "InspectiontargetCorrectInput!", select, given)
        return done

    def inspectiontargetClose(self, select: str = "", **given: Unpack[types.InspectiontargetCloseInput]) -> types.InspectiontargetClosePayload:
        """由此产生的问题全部销号后办结。"""
        done: types.InspectiontargetClosePayload = self._do("inspectiontargetClose", "InspectiontargetCloseInput!", select, given)
        return done

    def inspectiontargetDrop(self, select: str = "", **given: Unpack[types.InspectiontargetDropInput]) -> types.InspectiontargetDropPayload:
        """注明不再检查。"""
        done: types.InspectiontargetDropPayload = self._do("inspectiontargetDrop", "InspectiontargetDropInput!", select, given)
        return done

    def needCreate(self, select: str = "", **given: Unpack[types.NeedCreateInput]) -> types.NeedCreatePayload:
        """填报需求（草稿）。"""
        done: types.NeedCreatePayload = self._do("needCreate", "NeedCreateInput!", select, given)
        return done

    def needEdit(self, select: str = "", **given: Unpack[types.NeedEditInput]) -> types.NeedEditPayload:
        """修改草稿或被退回的需求；没有给出的内容不变。"""
        done: types.NeedEditPayload = self._do("needEdit", "NeedEditInput!", select, given)
        return done

    def needSubmit(self, select: str = "", **given: Unpack[types.NeedSubmitInput]) -> types.NeedSubmitPayload:
        """提交需求审核。"""
        done: types.NeedSubmitPayload = self._do("needSubmit", "NeedSubmitInput!", select, given)
        return done

    def needPublish(self, select: str = "", **given: Unpack[types.NeedPublishInput]) -> types.NeedPublishPayload:
        """审核通过并发布需求。"""
        done: types.NeedPublishPayload = self._do("needPublish", "NeedPublishInput!", select, given)
        return done

    def needReturn(self, select: str = "", **given: Unpack[types.NeedReturnInput]) -> types.NeedReturnPayload:
        """退回需求并说明原因。"""
        done: types.NeedReturnPayload = self._do("needReturn", "NeedReturnInput!", select, given)
        return done

    def needWithdraw(self, select: str = "", **given: Unpack[types.NeedWithdrawInput]) -> types.NeedWithdrawPayload:
        """撤回需求；有未了结的认领时不能撤回。"""
        done: types.NeedWithdrawPayload = self._do("needWithdraw", "NeedWithdrawInput!", select, given)
        return done

    def resourceCreate(self, select: str = "", **given: Unpack[types.ResourceCreateInput]) -> types.ResourceCreatePayload:
        """填报资源（草稿）。"""
        done: types.ResourceCreatePayload = self._do("resourceCreate", "ResourceCreateInput!", select, given)
        return done

    def resourceEdit(self, select: str = "", **given: Unpack[types.ResourceEditInput]) -> types.ResourceEditPayload:
        """修改草稿或被退回的资源；没有给出的内容不变。"""
        done: types.ResourceEditPayload = self._do("resourceEdit", "ResourceEditInput!", select, given)
        return done

    def resourceSubmit(self, select: str = "", **given: Unpack[types.ResourceSubmitInput]) -> types.ResourceSubmitPayload:
        """提交资源审核。"""
        done: types.ResourceSubmitPayload = self._do("resourceSubmit", "ResourceSubmitInput!", select, given)
        return done

    def resourcePublish(self, select: str = "", **given: Unpack[types.ResourcePublishInput]) -> types.ResourcePublishPayload:
        """审核通过并发布资源。"""
        done: types.ResourcePublishPayload = self._do("resourcePublish", "ResourcePublishInput!", select, given)
        return done

    def resourceReturn(self, select: str = "", **given: Unpack[types.ResourceReturnInput]) -> types.ResourceReturnPayload:
        """退回资源并说明原因。"""
        done: types.ResourceReturnPayload = self._do("resourceReturn", "ResourceReturnInput!", select, given)
        return done

    def resourceWithdraw(self, select: str = "", **given: Unpack[types.ResourceWithdrawInput]) -> types.ResourceWithdrawPayload:
        """撤回资源；有未了结的认领时不能撤回。"""
        done: types.ResourceWithdrawPayload = self._do("resourceWithdraw", "ResourceWithdrawInput!", select, given)
        return done

    def materialCreate(self, select: str = "", **given: Unpack[types.MaterialCreateInput]) -> types.MaterialCreatePayload:
        """起草共享资料。"""
        done: types.MaterialCreatePayload = self._do("materialCreate", "MaterialCreateInput!", select, given)
        return done

    def materialEdit(self, select: str = "", **given: Unpack[types.MaterialEditInput]) -> types.MaterialEditPayload:
        """修改草稿或被退回的资料；没有给出的内容不变，附件只增加。"""
        done: types.MaterialEditPayload = self._do("materialEdit", "MaterialEditInput!", select, given)
        return done

    def materialSubmit(self, select: str = "", **given: Unpack[types.MaterialSubmitInput]) -> types.MaterialSubmitPayload:
        """提交街道（区）审核。"""
        done: types.MaterialSubmitPayload = self._do("materialSubmit", "MaterialSubmitInput!", select, given)
        return done

    def materialPublish(self, select: str = "", **given: Unpack[types.MaterialPublishInput]) -> types.MaterialPublishPayload:
        """审核通过并发布。"""
        done: types.MaterialPublishPayload = self._do("materialPublish", "MaterialPublishInput!", select, given)
        return done

    def materialReturn(self, select: str = "", **given: Unpack[types.MaterialReturnInput]) -> types.MaterialReturnPayload:
        """退回发布方修改。"""
        done: types.MaterialReturnPayload = self._do("materialReturn", "MaterialReturnInput!", select, given)
        return done

    def materialExtend(self, select: str = "", **given: Unpack[types.MaterialExtendInput]) -> types.MaterialExtendPayload:
        """延长已发布资料的有效期。"""
        done: types.MaterialExtendPayload = self._do("materialExtend", "MaterialExtendInput!", select, given)
        return done

    def materialWithdraw(self, select: str = "", **given: Unpack[types.MaterialWithdrawInput]) -> types.MaterialWithdrawPayload:
        """下架，由发布方或审核方办理；不能恢复。"""
        done: types.MaterialWithdrawPayload = self._do("materialWithdraw", "MaterialWithdrawInput!", select, given)
        return done

    def noticesRead(self, select: str = "", **given: Unpack[types.NoticesReadInput]) -> types.NoticesReadPayload:
        """把您的通知标为已读。"""
        done: types.NoticesReadPayload = self._do("noticesRead", "NoticesReadInput!", select, given)
        return done

    def organizationAdd(self, select: str = "", **given: Unpack[types.OrganizationAddInput]) -> types.OrganizationAddPayload:
        """新增一个组织（街道、片区、社区、网格）。成批更正用 divisionImport。"""
        done: types.OrganizationAddPayload = self._do("organizationAdd", "OrganizationAddInput!", select, given)
        return done

    def organizationEdit(self, select: str = "", **given: Unpack[types.OrganizationEditInput]) -> types.OrganizationEditPayload:
        """更改组织的名称、代码或隶属；没有给出的不变。下级、单位和记录随之调整。"""
        done: types.OrganizationEditPayload = self._do("organizationEdit", "OrganizationEditInput!", select, given)
        return done

    def organizationRetire(self, select: str = "", **given: Unpack[types.OrganizationRetireInput]) -> types.OrganizationRetirePayload:
        """撤销组织，其记录保留，任职随之终止。有下级、单位或未了结事项的，须写明并入哪个组织。"""
        done: types.OrganizationRetirePayload = self._do("organizationRetire", "OrganizationRetireInput!", select, given)
        return done

    def organizationRestore(self, select: str = "", **given: Unpack[types.OrganizationRestoreInput]) -> types.OrganizationRestorePayload:
        """恢复已撤销的组织；已转出的下级、单位、事项和已终止的任职不会自动回来。"""
        done: types.OrganizationRestorePayload = self._do("organizationRestore", "OrganizationRestoreInput!", select, given)
        return done

    def userCreate(self, select: str = "", **given: Unpack[types.UserCreateInput]) -> types.UserCreatePayload:
        """开立账号。账号能做什么，由以后任命的职务决定。"""
        done: types.UserCreatePayload = self._do("userCreate", "UserCreateInput!", select, given)
        return done

    def userEdit(self, select: str = "", **given: Unpack[types.UserEditInput]) -> types.UserEditPayload:
        """修改账号的姓名和办公电话；没有给出的内容不变。"""
        done: types.UserEditPayload = self._do("userEdit", "UserEditInput!", select, given)
        return done

    def userSetPassword(self, select: str = "", **given: Unpack[types.UserSetPasswordInput]) -> types.UserSetPasswordPayload:
        """重设密码；本人下次登录须修改。"""
        done: types.UserSetPasswordPayload = self._do("userSetPassword", "UserSetPasswordInput!", select, given)
        return done

    def userDeactivate(self, select: str = "", **given: Unpack[types.UserDeactivateInput]) -> types.UserDeactivatePayload:
        """停用账号。"""
        done: types.UserDeactivatePayload = self._do("userDeactivate", "UserDeactivateInput!", select, given)
        return done

    def userActivate(self, select: str = "", **given: Unpack[types.UserActivateInput]) -> types.UserActivatePayload:
        """重新启用账号。"""
        done: types.UserActivatePayload = self._do("userActivate", "UserActivateInput!", select, given)
        return done

    def userUnlock(self, select: str = "", **given: Unpack[types.UserUnlockInput]) -> types.UserUnlockPayload:
        """解除多次输错密码造成的锁定。"""
        done: types.UserUnlockPayload = self._do("userUnlock", "UserUnlockInput!", select, given)
        return done

    def postAppoint(self, select: str = "", **given: Unpack[types.PostAppointInput]) -> types.PostAppointPayload:
        """任命职务。"""
        done: types.PostAppointPayload = self._do("postAppoint", "PostAppointInput!", select, given)
        return done

    def postEdit(self, select: str = "", **given: Unpack[types.PostEditInput]) -> types.PostEditPayload:
        """修改职务名称；角色、任职的地方和任期不能改，免去后另行任命。"""
        done: types.PostEditPayload = self._do("postEdit", "PostEditInput!", select, given)
        return done

    def postEnd(self, select: str = "", **given: Unpack[types.PostEndInput]) -> types.PostEndPayload:
        """免去职务。"""
        done: types.PostEndPayload = self._do("postEnd", "PostEndInput!", select, given)
        return done

    def problemReport(self, select: str = "", **given: Unpack[types.ProblemReportInput]) -> types.ProblemReportPayload:
        """登记问题。可以登记本级、上级和下级的问题。"""
        done: types.ProblemReportPayload = self._do("problemReport", "ProblemReportInput!", select, given)
        return done

    def problemEdit(self, select: str = "", **given: Unpack[types.ProblemEditInput]) -> types.ProblemEditPayload:
        """修改尚未处理的问题；没有给出的内容不变。"""
        done: types.ProblemEditPayload = self._do("problemEdit", "ProblemEditInput!", select, given)
        return done

    def problemDispatch(self, select: str = "", **given: Unpack[types.ProblemDispatchInput]) -> types.ProblemDispatchPayload:
        """下发整改：由上级办理，随即产生整改记录。"""
        done: types.ProblemDispatchPayload = self._do("problemDispatch", "ProblemDispatchInput!", select, given)
        return done

    def problemDismiss(self, select: str = "", **given: Unpack[types.ProblemDismissInput]) -> types.ProblemDismissPayload:
        """不予整改，并说明理由。"""
        done: types.ProblemDismissPayload = self._do("problemDismiss", "ProblemDismissInput!", select, given)
        return done

    def problemRevisit(self, select: str = "", **given: Unpack[types.ProblemRevisitInput]) -> types.ProblemRevisitPayload:
        """回头看：已销号的问题反弹，另立一个新问题；答复的是新问题。"""
        done: types.ProblemRevisitPayload = self._do("problemRevisit", "ProblemRevisitInput!", select, given)
        return done

    def rectificationStart(self, select: str = "", **given: Unpack[types.RectificationStartInput]) -> types.RectificationStartPayload:
        """制定措施、确定责任人，开始整改。"""
        done: types.RectificationStartPayload = self._do("rectificationStart", "RectificationStartInput!", select, given)
        return done

    def rectificationRevise(self, select: str = "", **given: Unpack[types.RectificationReviseInput]) -> types.RectificationRevisePayload:
        """修改整改措施或责任人。"""
        done: types.RectificationRevisePayload = self._do("rectificationRevise", "RectificationReviseInput!", select, given)
        return done

    def rectificationReport(self, select: str = "", **given: Unpack[types.RectificationReportInput]) -> types.RectificationReportPayload:
        """报告整改进展。"""
        done: types.RectificationReportPayload = self._do("rectificationReport", "RectificationReportInput!", select, given)
        return done

    def rectificationSubmit(self, select: str = "", **given: Unpack[types.RectificationSubmitInput]) -> types.RectificationSubmitPayload:
        """提交整改结果和佐证，等待上级审核；至少要有一份佐证。"""
        done: types.RectificationSubmitPayload = self._do("rectificationSubmit", "RectificationSubmitInput!", select, given)
        return done

    def rectificationAdjust(self, select: str = "", **given: Unpack[types.RectificationAdjustInput]) -> types.RectificationAdjustPayload:
        """上级调整整改要求或期限。"""
        done: types.RectificationAdjustPayload = self._do("rectificationAdjust", "RectificationAdjustInput!", select, given)
        return done

    def rectificationWithdraw(self, select: str = "", **given: Unpack[types.RectificationWithdrawInput]) -> types.RectificationWithdrawPayload:
        """撤回误发的整改：由下发的组织在责任组织报告进展之前办理，问题重新待下发。"""
        done: types.RectificationWithdrawPayload = self._do("rectificationWithdraw", "RectificationWithdrawInput!", select, given)
        return done

    def rectificationApprove(self, select: str = "", **given: Unpack[types.RectificationApproveInput]) -> types.RectificationApprovePayload:
        """审核通过，待销号。"""
        done: types.RectificationApprovePayload = self._do("rectificationApprove", "RectificationApproveInput!", select, given)
        return done

    def rectificationReturn(self, select: str = "", **given: Unpack[types.RectificationReturnInput]) -> types.RectificationReturnPayload:
        """退回整改。"""
        done: types.RectificationReturnPayload = self._do("rectificationReturn", "RectificationReturnInput!", select, given)
        return done

    def rectificationClose(self, select: str = "", **given: Unpack[types.RectificationCloseInput]) -> types.RectificationClosePayload:
        """销号：由上级办理，提交整改结果的人不能销号。"""
        done: types.RectificationClosePayload = self._do("rectificationClose", "RectificationCloseInput!", select, given)
        return done

    def proposalSubmit(self, select: str = "", **given: Unpack[types.ProposalSubmitInput]) -> types.ProposalSubmitPayload:
        """提出提案。编号一经给出不再重复使用。"""
        done: types.ProposalSubmitPayload = self._do("proposalSubmit", "ProposalSubmitInput!", select, given)
        return done

    def proposalResubmit(self, select: str = "", **given: Unpack[types.ProposalResubmitInput]) -> types.ProposalResubmitPayload:
        """补充被退回的提案并重新提交；没有给出的内容不变。"""
        done: types.ProposalResubmitPayload = self._do("proposalResubmit", "ProposalResubmitInput!", select, given)
        return done

    def proposalWithdraw(self, select: str = "", **given: Unpack[types.ProposalWithdrawInput]) -> types.ProposalWithdrawPayload:
        """立案前撤回提案。"""
        done: types.ProposalWithdrawPayload = self._do("proposalWithdraw", "ProposalWithdrawInput!", select, given)
        return done

    def proposalReturn(self, select: str = "", **given: Unpack[types.ProposalReturnInput]) -> types.ProposalReturnPayload:
        """退回提案人补充。"""
        done: types.ProposalReturnPayload = self._do("proposalReturn", "ProposalReturnInput!", select, given)
        return done

    def proposalFile(self, select: str = "", **given: Unpack[types.ProposalFileInput]) -> types.ProposalFilePayload:
        """审查立案。"""
        done: types.ProposalFilePayload = self._do("proposalFile", "ProposalFileInput!", select, given)
        return done

    def proposalPassOn(self, select: str = "", **given: Unpack[types.ProposalPassOnInput]) -> types.ProposalPassOnPayload:
        """不立案，转作意见送有关组织或部门，由其回复。"""
        done: types.ProposalPassOnPayload = self._do("proposalPassOn", "ProposalPassOnInput!", select, given)
        return done

    def proposalReply(self, select: str = "", **given: Unpack[types.ProposalReplyInput]) -> types.ProposalReplyPayload:
        """回复转来的意见。"""
        done: types.ProposalReplyPayload = self._do("proposalReply", "ProposalReplyInput!", select, given)
        return done

    def proposalMerge(self, select: str = "", **given: Unpack[types.ProposalMergeInput]) -> types.ProposalMergePayload:
        """并案：提案人一并成为所并入提案的提案人。"""
        done: types.ProposalMergePayload = self._do("proposalMerge", "ProposalMergeInput!", select, given)
        return done

    def proposalAssign(self, select: str = "", **given: Unpack[types.ProposalAssignInput]) -> types.ProposalAssignPayload:
        """交办给承办组织或部门。"""
        done: types.ProposalAssignPayload = self._do("proposalAssign", "ProposalAssignInput!", select, given)
        return done

    def proposalRefer(self, select: str = "", **given: Unpack[types.ProposalReferInput]) -> types.ProposalReferPayload:
        """承办组织退回交办，建议另行确定承办组织。"""
        done: types.ProposalReferPayload = self._do("proposalRefer", "ProposalReferInput!", select, given)
        return done

    def proposalAnswer(self, select: str = "", **given: Unpack[types.ProposalAnswerInput]) -> types.ProposalAnswerPayload:
        """答复提案。"""
        done: types.ProposalAnswerPayload = self._do("proposalAnswer", "ProposalAnswerInput!", select, given)
        return done

    def proposalFeedback(self, select: str = "", **given: Unpack[types.ProposalFeedbackInput]) -> types.ProposalFeedbackPayload:
        """第一提案人反馈满意度；不满意的二次办理。"""
        done: types.ProposalFeedbackPayload = self._do("proposalFeedback", "ProposalFeedbackInput!", select, given)
        return done

    def proposalTable(self, select: str = "", **given: Unpack[types.ProposalTableInput]) -> types.ProposalTablePayload:
        """把提案作为议题提交同一组织的议事机构审议。"""
        done: types.ProposalTablePayload = self._do("proposalTable", "ProposalTableInput!", select, given)
        return done

    def reportDraft(self, select: str = "", **given: Unpack[types.ReportDraftInput]) -> types.ReportDraftPayload:
        """生成已结束季度的通报；已有草稿时，未确认的组织重新计数。"""
        done: types.ReportDraftPayload = self._do("reportDraft", "ReportDraftInput!", select, given)
        return done

    def reportIssue(self, select: str = "", **given: Unpack[types.ReportIssueInput]) -> types.ReportIssuePayload:
        """签发季度通报，数据随即固定；有街道未审核时须说明原因。"""
        done: types.ReportIssuePayload = self._do("reportIssue", "ReportIssueInput!", select, given)
        return done

    def reportCorrect(self, select: str = "", **given: Unpack[types.ReportCorrectInput]) -> types.ReportCorrectPayload:
        """对已签发的通报提出更正，另出一版。"""
        done: types.ReportCorrectPayload = self._do("reportCorrect", "ReportCorrectInput!", select, given)
        return done

    def reportDiscard(self, select: str = "", **given: Unpack[types.ReportDiscardInput]) -> types.ReportDiscardPayload:
        """作废更正稿，已签发的通报继续有效。"""
        done: types.ReportDiscardPayload = self._do("reportDiscard", "ReportDiscardInput!", select, given)
        return done

    def reportEntryConfirm(self, select: str = "", **given: Unpack[types.ReportEntryConfirmInput]) -> types.ReportEntryConfirmPayload:
        """社区确认本社区数据。"""
        done: types.ReportEntryConfirmPayload = self._do("reportEntryConfirm", "ReportEntryConfirmInput!", select, given)
        return done

    def reportEntryReview(self, select: str = "", **given: Unpack[types.ReportEntryReviewInput]) -> types.ReportEntryReviewPayload:
        """街道审核本街道及所辖社区的数据。"""
        done: types.ReportEntryReviewPayload = self._do("reportEntryReview", "ReportEntryReviewInput!", select, given)
        return done

    def reportEntryReturn(self, select: str = "", **given: Unpack[types.ReportEntryReturnInput]) -> types.ReportEntryReturnPayload:
        """退回数据并说明原因。"""
        done: types.ReportEntryReturnPayload = self._do("reportEntryReturn", "ReportEntryReturnInput!", select, given)
        return done

    def responsibilityBuild(self, select: str = "", **given: Unpack[types.ResponsibilityBuildInput]) -> types.ResponsibilityBuildPayload:
        """建：在组织的年度责任清单中建立一项。"""
        done: types.ResponsibilityBuildPayload = self._do("responsibilityBuild", "ResponsibilityBuildInput!", select, given)
        return done

    def responsibilityEdit(self, select: str = "", **given: Unpack[types.ResponsibilityEditInput]) -> types.ResponsibilityEditPayload:
        """修改公示前的责任事项；没有给出的内容不变。"""
        done: types.ResponsibilityEditPayload = self._do("responsibilityEdit", "ResponsibilityEditInput!", select, given)
        return done

    def responsibilityClaim(self, select: str = "", **given: Unpack[types.ResponsibilityClaimInput]) -> types.ResponsibilityClaimPayload:
        """领：责任人认领。"""
        done: types.ResponsibilityClaimPayload = self._do("responsibilityClaim", "ResponsibilityClaimInput!", select, given)
        return done

    def responsibilityPublish(self, select: str = "", **given: Unpack[types.ResponsibilityPublishInput]) -> types.ResponsibilityPublishPayload:
        """晒：公示，此后不能修改。"""
        done: types.ResponsibilityPublishPayload = self._do("responsibilityPublish", "ResponsibilityPublishInput!", select, given)
        return done

    def responsibilityDiscard(self, select: str = "", **given: Unpack[types.ResponsibilityDiscardInput]) -> types.ResponsibilityDiscardPayload:
        """作废公示前的责任事项。"""
        done: types.ResponsibilityDiscardPayload = self._do("responsibilityDiscard", "ResponsibilityDiscardInput!", select, given)
        return done

    def responsibilityReport(self, select: str = "", **given: Unpack[types.ResponsibilityReportInput]) -> types.ResponsibilityReportPayload:
        """报告已公示的责任事项落实到哪一步。"""
        done: types.ResponsibilityReportPayload = self._do("responsibilityReport", "ResponsibilityReportInput!", select, given)
        return done

    def responsibilitySubmit(self, select: str = "", **given: Unpack[types.ResponsibilitySubmitInput]) -> types.ResponsibilitySubmitPayload:
        """申请验收，等待上级办理。"""
        done: types.ResponsibilitySubmitPayload = self._do("responsibilitySubmit", "ResponsibilitySubmitInput!", select, given)
        return done

    def responsibilityReturn(self, select: str = "", **given: Unpack[types.ResponsibilityReturnInput]) -> types.ResponsibilityReturnPayload:
        """退回申请验收的责任事项，要求继续落实。"""
        done: types.ResponsibilityReturnPayload = self._do("responsibilityReturn", "ResponsibilityReturnInput!", select, given)
        return done

    def responsibilityCheck(self, select: str = "", **given: Unpack[types.ResponsibilityCheckInput]) -> types.ResponsibilityCheckPayload:
        """查：上级检查落实情况，可以多次。"""
        done: types.ResponsibilityCheckPayload = self._do("responsibilityCheck", "ResponsibilityCheckInput!", select, given)
        return done

    def responsibilityAccept(self, select: str = "", **given: Unpack[types.ResponsibilityAcceptInput]) -> types.ResponsibilityAcceptPayload:
        """验：上级验收。"""
        done: types.ResponsibilityAcceptPayload = self._do("responsibilityAccept", "ResponsibilityAcceptInput!", select, given)
        return done

    def responsibilityCopy(self, select: str = "", **given: Unpack[types.ResponsibilityCopyInput]) -> types.ResponsibilityCopyPayload:
        """从上一年度复制清单中还没有的责任事项，重新认领。"""
        done: types.ResponsibilityCopyPayload = self._do("responsibilityCopy", "ResponsibilityCopyInput!", select, given)
        return done

    def postRulesEdit(self, select: str = "", **given: Unpack[types.PostRulesEditInput]) -> types.PostRulesEditPayload:
        """修改区级设置“职务任期”；没有给出的不变，即时生效。"""
        done: types.PostRulesEditPayload = self._do("postRulesEdit", "PostRulesEditInput!", select, given)
        return done

    def workCalendarEdit(self, select: str = "", **given: Unpack[types.WorkCalendarEditInput]) -> types.WorkCalendarEditPayload:
        """修改区级设置“工作日历”；没有给出的不变，即时生效。"""
        done: types.WorkCalendarEditPayload = self._do("workCalendarEdit", "WorkCalendarEditInput!", select, given)
        return done

    def agreementRulesEdit(self, select: str = "", **given: Unpack[types.AgreementRulesEditInput]) -> types.AgreementRulesEditPayload:
        """修改区级设置“协议规则”；没有给出的不变，即时生效。"""
        done: types.AgreementRulesEditPayload = self._do("agreementRulesEdit", "AgreementRulesEditInput!", select, given)
        return done

    def supervisionRulesEdit(self, select: str = "", **given: Unpack[types.SupervisionRulesEditInput]) -> types.SupervisionRulesEditPayload:
        """修改区级设置“督办规则”；没有给出的不变，即时生效。"""
        done: types.SupervisionRulesEditPayload = self._do("supervisionRulesEdit", "SupervisionRulesEditInput!", select, given)
        return done

    def rectificationTermsEdit(self, select: str = "", **given: Unpack[types.RectificationTermsEditInput]) -> types.RectificationTermsEditPayload:
        """修改区级设置“整改期限”；没有给出的不变，即时生效。"""
        done: types.RectificationTermsEditPayload = self._do("rectificationTermsEdit", "RectificationTermsEditInput!", select, given)
        return done

    def contactRulesEdit(self, select: str = "", **given: Unpack[types.ContactRulesEditInput]) -> types.ContactRulesEditPayload:
        """修改区级设置“联系点要求”；没有给出的不变，即时生效。"""
        done: types.ContactRulesEditPayload = self._do("contactRulesEdit", "ContactRulesEditInput!", select, given)
        return done

    def conferenceRulesEdit(self, select: str = "", **given: Unpack[types.ConferenceRulesEditInput]) -> types.ConferenceRulesEditPayload:
        """修改区级设置“议事会议规则”；没有给出的不变，即时生效。"""
        done: types.ConferenceRulesEditPayload = self._do("conferenceRulesEdit", "ConferenceRulesEditInput!", select, given)
        return done

    def proposalRulesEdit(self, select: str = "", **given: Unpack[types.ProposalRulesEditInput]) -> types.ProposalRulesEditPayload:
        """修改区级设置“提案办理规则”；没有给出的不变，即时生效。"""
        done: types.ProposalRulesEditPayload = self._do("proposalRulesEdit", "ProposalRulesEditInput!", select, given)
        return done

    def secretaryProjectRulesEdit(self, select: str = "", **given: Unpack[types.SecretaryProjectRulesEditInput]) -> types.SecretaryProjectRulesEditPayload:
        """修改区级设置“书记项目”；没有给出的不变，即时生效。"""
        done: types.SecretaryProjectRulesEditPayload = self._do("secretaryProjectRulesEdit", "SecretaryProjectRulesEditInput!", select, given)
        return done

    def whistleRulesEdit(self, select: str = "", **given: Unpack[types.WhistleRulesEditInput]) -> types.WhistleRulesEditPayload:
        """修改区级设置“吹哨报到规则”；没有给出的不变，即时生效。"""
        done: types.WhistleRulesEditPayload = self._do("whistleRulesEdit", "WhistleRulesEditInput!", select, given)
        return done

    def appealRulesEdit(self, select: str = "", **given: Unpack[types.AppealRulesEditInput]) -> types.AppealRulesEditPayload:
        """修改区级设置“诉求办理规则”；没有给出的不变，即时生效。"""
        done: types.AppealRulesEditPayload = self._do("appealRulesEdit", "AppealRulesEditInput!", select, given)
        return done

    def clusterRulesEdit(self, select: str = "", **given: Unpack[types.ClusterRulesEditInput]) -> types.ClusterRulesEditPayload:
        """修改区级设置“新兴领域覆盖”；没有给出的不变，即时生效。"""
        done: types.ClusterRulesEditPayload = self._do("clusterRulesEdit", "ClusterRulesEditInput!", select, given)
        return done

    def facilityRulesEdit(self, select: str = "", **given: Unpack[types.FacilityRulesEditInput]) -> types.FacilityRulesEditPayload:
        """修改区级设置“阵地建设标准”；没有给出的不变，即时生效。"""
        done: types.FacilityRulesEditPayload = self._do("facilityRulesEdit", "FacilityRulesEditInput!", select, given)
        return done

    def consultationRulesEdit(self, select: str = "", **given: Unpack[types.ConsultationRulesEditInput]) -> types.ConsultationRulesEditPayload:
        """修改区级设置“五项权力”；没有给出的不变，即时生效。"""
        done: types.ConsultationRulesEditPayload = self._do("consultationRulesEdit", "ConsultationRulesEditInput!", select, given)
        return done

    def inspectionRulesEdit(self, select: str = "", **given: Unpack[types.InspectionRulesEditInput]) -> types.InspectionRulesEditPayload:
        """修改区级设置“督导检查”；没有给出的不变，即时生效。"""
        done: types.InspectionRulesEditPayload = self._do("inspectionRulesEdit", "InspectionRulesEditInput!", select, given)
        return done

    def bulletinRulesEdit(self, select: str = "", **given: Unpack[types.BulletinRulesEditInput]) -> types.BulletinRulesEditPayload:
        """修改区级设置“通知通报”；没有给出的不变，即时生效。"""
        done: types.BulletinRulesEditPayload = self._do("bulletinRulesEdit", "BulletinRulesEditInput!", select, given)
        return done

    def dataCallRulesEdit(self, select: str = "", **given: Unpack[types.DataCallRulesEditInput]) -> types.DataCallRulesEditPayload:
        """修改区级设置“数据调度”；没有给出的不变，即时生效。"""
        done: types.DataCallRulesEditPayload = self._do("dataCallRulesEdit", "DataCallRulesEditInput!", select, given)
        return done

    def materialRulesEdit(self, select: str = "", **given: Unpack[types.MaterialRulesEditInput]) -> types.MaterialRulesEditPayload:
        """修改区级设置“资料共享”；没有给出的不变，即时生效。"""
        done: types.MaterialRulesEditPayload = self._do("materialRulesEdit", "MaterialRulesEditInput!", select, given)
        return done

    def secretaryprojectCreate(self, select: str = "", **given: Unpack[types.SecretaryprojectCreateInput]) -> types.SecretaryprojectCreatePayload:
        """起草书记项目；一个组织一年一个。"""
        done: types.SecretaryprojectCreatePayload = self._do("secretaryprojectCreate", "SecretaryprojectCreateInput!", select, given)
        return done

    def secretaryprojectEdit(self, select: str = "", **given: Unpack[types.SecretaryprojectEditInput]) -> types.SecretaryprojectEditPayload:
        """修改草稿或退回的书记项目；没有给出的内容不变。"""
        done: types.SecretaryprojectEditPayload = self._do("secretaryprojectEdit", "SecretaryprojectEditInput!", select, given)
        return done

    def secretaryprojectSubmit(self, select: str = "", **given: Unpack[types.SecretaryprojectSubmitInput]) -> types.SecretaryprojectSubmitPayload:
        """申报，等待上级审核。"""
        done: types.SecretaryprojectSubmitPayload = self._do("secretaryprojectSubmit", "SecretaryprojectSubmitInput!", select, given)
        return done

    def secretaryprojectWithdraw(self, select: str = "", **given: Unpack[types.SecretaryprojectWithdrawInput]) -> types.SecretaryprojectWithdrawPayload:
        """立项前撤回。"""
        done: types.SecretaryprojectWithdrawPayload = self._do("secretaryprojectWithdraw", "SecretaryprojectWithdrawInput!", select, given)
        return done

    def secretaryprojectStop(self, select: str = "", **given: Unpack[types.SecretaryprojectStopInput]) -> types.SecretaryprojectStopPayload:
        """上级终止立项后不再实施的项目，本年度可以另报一个。"""
        done: types.SecretaryprojectStopPayload = self._do("secretaryprojectStop", "SecretaryprojectStopInput!", select, given)
        return done

    def secretaryprojectSucceed(self, select: str = "", **given: Unpack[types.SecretaryprojectSucceedInput]) -> types.SecretaryprojectSucceedPayload:
        """变更立项后的项目的书记（原书记离任等），上级会收到通知。"""
        done: types.SecretaryprojectSucceedPayload = self._do("secretaryprojectSucceed", "SecretaryprojectSucceedInput!", select, given)
        return done

    def secretaryprojectApprove(self, select: str = "", **given: Unpack[types.SecretaryprojectApproveInput]) -> types.SecretaryprojectApprovePayload:
        """审核通过，立项。"""
        done: types.SecretaryprojectApprovePayload = self._do("secretaryprojectApprove", "SecretaryprojectApproveInput!", select, given)
        return done

    def secretaryprojectReturn(self, select: str = "", **given: Unpack[types.SecretaryprojectReturnInput]) -> types.SecretaryprojectReturnPayload:
        """退回补充。"""
        done: types.SecretaryprojectReturnPayload = self._do("secretaryprojectReturn", "SecretaryprojectReturnInput!", select, given)
        return done

    def secretaryprojectWrite(self, select: str = "", **given: Unpack[types.SecretaryprojectWriteInput]) -> types.SecretaryprojectWritePayload:
        """填写四项内容之一；材料增加到已有的材料中。"""
        done: types.SecretaryprojectWritePayload = self._do("secretaryprojectWrite", "SecretaryprojectWriteInput!", select, given)
        return done

    def secretaryprojectReport(self, select: str = "", **given: Unpack[types.SecretaryprojectReportInput]) -> types.SecretaryprojectReportPayload:
        """报告季度进展；同一季度再报，以后报的为准。"""
        done: types.SecretaryprojectReportPayload = self._do("secretaryprojectReport", "SecretaryprojectReportInput!", select, given)
        return done

    def secretaryprojectCheck(self, select: str = "", **given: Unpack[types.SecretaryprojectCheckInput]) -> types.SecretaryprojectCheckPayload:
        """中期检查。"""
        done: types.SecretaryprojectCheckPayload = self._do("secretaryprojectCheck", "SecretaryprojectCheckInput!", select, given)
        return done

    def secretaryprojectConclude(self, select: str = "", **given: Unpack[types.SecretaryprojectConcludeInput]) -> types.SecretaryprojectConcludePayload:
        """四项内容都填写后，申请结项。"""
        done: types.SecretaryprojectConcludePayload = self._do("secretaryprojectConclude", "SecretaryprojectConcludeInput!", select, given)
        return done

    def secretaryprojectAccept(self, select: str = "", **given: Unpack[types.SecretaryprojectAcceptInput]) -> types.SecretaryprojectAcceptPayload:
        """验收合格。"""
        done: types.SecretaryprojectAcceptPayload = self._do("secretaryprojectAccept", "SecretaryprojectAcceptInput!", select, given)
        return done

    def secretaryprojectFail(self, select: str = "", **given: Unpack[types.SecretaryprojectFailInput]) -> types.SecretaryprojectFailPayload:
        """验收不合格，限期整改。"""
        done: types.SecretaryprojectFailPayload = self._do("secretaryprojectFail", "SecretaryprojectFailInput!", select, given)
        return done

    def secretaryprojectHonour(self, select: str = "", **given: Unpack[types.SecretaryprojectHonourInput]) -> types.SecretaryprojectHonourPayload:
        """评为标杆项目。"""
        done: types.SecretaryprojectHonourPayload = self._do("secretaryprojectHonour", "SecretaryprojectHonourInput!", select, given)
        return done

    def settingsEdit(self, select: str = "", **given: Unpack[types.SettingsEditInput]) -> types.SettingsEditPayload:
        """修改区级设置；没有给出的不变。三项得分权重之和应为 1。即时生效，已签发的通报不受影响。"""
        done: types.SettingsEditPayload = self._do("settingsEdit", "SettingsEditInput!", select, given)
        return done

    def extensionAsk(self, select: str = "", **given: Unpack[types.ExtensionAskInput]) -> types.ExtensionAskPayload:
        """申请延期，须在到期之前（含当天）。"""
        done: types.ExtensionAskPayload = self._do("extensionAsk", "ExtensionAskInput!", select, given)
        return done

    def extensionApprove(self, select: str = "", **given: Unpack[types.ExtensionApproveInput]) -> types.ExtensionApprovePayload:
        """上级同意延期，期限随即改变。"""
        done: types.ExtensionApprovePayload = self._do("extensionApprove", "ExtensionApproveInput!", select, given)
        return done

    def extensionRefuse(self, select: str = "", **given: Unpack[types.ExtensionRefuseInput]) -> types.ExtensionRefusePayload:
        """上级不同意延期，原期限不变。"""
        done: types.ExtensionRefusePayload = self._do("extensionRefuse", "ExtensionRefuseInput!", select, given)
        return done

    def extensionWithdraw(self, select: str = "", **given: Unpack[types.ExtensionWithdrawInput]) -> types.ExtensionWithdrawPayload:
        """撤回延期申请。"""
        done: types.ExtensionWithdrawPayload = self._do("extensionWithdraw", "ExtensionWithdrawInput!", select, given)
        return done

    def supervisionDraft(self, select: str = "", **given: Unpack[types.SupervisionDraftInput]) -> types.SupervisionDraftPayload:
        """对办理中的整改、任务或诉求拟制督办单。"""
        done: types.SupervisionDraftPayload = self._do("supervisionDraft", "SupervisionDraftInput!", select, given)
        return done

    def supervisionOrder(self, select: str = "", **given: Unpack[types.SupervisionOrderInput]) -> types.SupervisionOrderPayload:
        """对逾期的整改、任务或诉求直接签发督办单；已有待签发的，签发这一份。督办多项时逐项调用。"""
        done: types.SupervisionOrderPayload = self._do("supervisionOrder", "SupervisionOrderInput!", select, given)
        return done

    def supervisionEdit(self, select: str = "", **given: Unpack[types.SupervisionEditInput]) -> types.SupervisionEditPayload:
        """修改尚未签发的督办单。"""
        done: types.SupervisionEditPayload = self._do("supervisionEdit", "SupervisionEditInput!", select, given)
        return done

    def supervisionIssue(self, select: str = "", **given: Unpack[types.SupervisionIssueInput]) -> types.SupervisionIssuePayload:
        """签发督办单，随即编号。"""
        done: types.SupervisionIssuePayload = self._do("supervisionIssue", "SupervisionIssueInput!", select, given)
        return done

    def supervisionDiscard(self, select: str = "", **given: Unpack[types.SupervisionDiscardInput]) -> types.SupervisionDiscardPayload:
        """撤销尚未签发的督办单。"""
        done: types.SupervisionDiscardPayload = self._do("supervisionDiscard", "SupervisionDiscardInput!", select, given)
        return done

    def supervisionReply(self, select: str = "", **given: Unpack[types.SupervisionReplyInput]) -> types.SupervisionReplyPayload:
        """承办组织回复督办单。"""
        done: types.SupervisionReplyPayload = self._do("supervisionReply", "SupervisionReplyInput!", select, given)
        return done

    def supervisionReturn(self, select: str = "", **given: Unpack[types.SupervisionReturnInput]) -> types.SupervisionReturnPayload:
        """退回，要求重新回复。"""
        done: types.SupervisionReturnPayload = self._do("supervisionReturn", "SupervisionReturnInput!", select, given)
        return done

    def supervisionClose(self, select: str = "", **given: Unpack[types.SupervisionCloseInput]) -> types.SupervisionClosePayload:
        """办结督办单。"""
        done: types.SupervisionClosePayload = self._do("supervisionClose", "SupervisionCloseInput!", select, given)
        return done

    def accountabilityPropose(self, select: str = "", **given: Unpack[types.AccountabilityProposeInput]) -> types.AccountabilityProposePayload:
        """对逾期未办结的整改、任务或诉求提请约谈或组织调整。"""
        done: types.AccountabilityProposePayload = self._do("accountabilityPropose", "AccountabilityProposeInput!", select, given)
        return done

    def accountabilityRecord(self, select: str = "", **given: Unpack[types.AccountabilityRecordInput]) -> types.AccountabilityRecordPayload:
        """记录约谈或组织调整的办理情况。"""
        done: types.AccountabilityRecordPayload = self._do("accountabilityRecord", "AccountabilityRecordInput!", select, given)
        return done

    def accountabilityWaive(self, select: str = "", **given: Unpack[types.AccountabilityWaiveInput]) -> types.AccountabilityWaivePayload:
        """不予办理，并说明理由。"""
        done: types.AccountabilityWaivePayload = self._do("accountabilityWaive", "AccountabilityWaiveInput!", select, given)
        return done

    def templateCreate(self, select: str = "", **given: Unpack[types.TemplateCreateInput]) -> types.TemplateCreatePayload:
        """制定协议模板。"""
        done: types.TemplateCreatePayload = self._do("templateCreate", "TemplateCreateInput!", select, given)
        return done

    def templateEdit(self, select: str = "", **given: Unpack[types.TemplateEditInput]) -> types.TemplateEditPayload:
        """修改协议模板；没有给出的内容不变，给出的承诺事项整体替换。已起草的协议不受影响。"""
        done: types.TemplateEditPayload = self._do("templateEdit", "TemplateEditInput!", select, given)
        return done

    def templateRetire(self, select: str = "", **given: Unpack[types.TemplateRetireInput]) -> types.TemplateRetirePayload:
        """停用协议模板。"""
        done: types.TemplateRetirePayload = self._do("templateRetire", "TemplateRetireInput!", select, given)
        return done

    def templateRestore(self, select: str = "", **given: Unpack[types.TemplateRestoreInput]) -> types.TemplateRestorePayload:
        """恢复使用已停用的协议模板。"""
        done: types.TemplateRestorePayload = self._do("templateRestore", "TemplateRestoreInput!", select, given)
        return done

    def agreementStart(self, select: str = "", **given: Unpack[types.AgreementStartInput]) -> types.AgreementStartPayload:
        """按模板起草共建协议：不指定模板时，用适合第一家单位类型的模板。返回新的草案，可再修改。"""
        done: types.AgreementStartPayload = self._do("agreementStart", "AgreementStartInput!", select, given)
        return done

    def personalTokenCreate(self, select: str = "", **given: Unpack[types.PersonalTokenCreateInput]) -> types.PersonalTokenCreatePayload:
        """生成个人令牌：与本人权限相同，用于试用接口。只能由登录的人员本人生成，应用和个人令牌不能。"""
        done: types.PersonalTokenCreatePayload = self._do("personalTokenCreate", "PersonalTokenCreateInput!", select, given)
        return done

    def personalTokenRevoke(self, select: str = "", **given: Unpack[types.PersonalTokenRevokeInput]) -> types.PersonalTokenRevokePayload:
        """作废个人令牌，立即失效；本人作废自己的，安全管理员可以作废任何人的。"""
        done: types.PersonalTokenRevokePayload = self._do("personalTokenRevoke", "PersonalTokenRevokeInput!", select, given)
        return done

    def unitRegister(self, select: str = "", **given: Unpack[types.UnitRegisterInput]) -> types.UnitRegisterPayload:
        """登记驻区单位。"""
        done: types.UnitRegisterPayload = self._do("unitRegister", "UnitRegisterInput!", select, given)
        return done

    def unitEdit(self, select: str = "", **given: Unpack[types.UnitEditInput]) -> types.UnitEditPayload:
        """修改驻区单位资料；没有给出的内容不变。"""
        done: types.UnitEditPayload = self._do("unitEdit", "UnitEditInput!", select, given)
        return done

    def unitRetire(self, select: str = "", **given: Unpack[types.UnitRetireInput]) -> types.UnitRetirePayload:
        """注销驻区单位，其记录保留。"""
        done: types.UnitRetirePayload = self._do("unitRetire", "UnitRetireInput!", select, given)
        return done

    def unitRestore(self, select: str = "", **given: Unpack[types.UnitRestoreInput]) -> types.UnitRestorePayload:
        """恢复已迁出或注销的驻区单位。"""
        done: types.UnitRestorePayload = self._do("unitRestore", "UnitRestoreInput!", select, given)
        return done

    def unitMove(self, select: str = "", **given: Unpack[types.UnitMoveInput]) -> types.UnitMovePayload:
        """把驻区单位调整到另一个街道或社区；未办结的事项随单位转移，已办结的留在原处。"""
        done: types.UnitMovePayload = self._do("unitMove", "UnitMoveInput!", select, given)
        return done

    def unitMerge(self, select: str = "", **given: Unpack[types.UnitMergeInput]) -> types.UnitMergePayload:
        """把重复登记的单位并入另一个单位，全部事项随之转移；返回留下的单位。不能撤销。"""
        done: types.UnitMergePayload = self._do("unitMerge", "UnitMergeInput!", select, given)
        return done

    def uploadCreate(self, select: str = "", **given: Unpack[types.UploadCreateInput]) -> types.UploadCreatePayload:
        """申请上传一份文件，得到十分钟内有效的上传地址；传完后，在要它的变更中把编号写作文件的 upload（claimFulfil 也可写在 uploads 中）。"""
        done: types.UploadCreatePayload = self._do("uploadCreate", "UploadCreateInput!", select, given)
        return done

    def topicSubmit(self, select: str = "", **given: Unpack[types.TopicSubmitInput]) -> types.TopicSubmitPayload:
        """提交议题：由成员提交，或由会议组织方提交。"""
        done: types.TopicSubmitPayload = self._do("topicSubmit", "TopicSubmitInput!", select, given)
        return done

    def paperAdd(self, select: str = "", **given: Unpack[types.PaperAddInput]) -> types.PaperAddPayload:
        """补充议题材料。"""
        done: types.PaperAddPayload = self._do("paperAdd", "PaperAddInput!", select, given)
        return done

    def topicWithdraw(self, select: str = "", **given: Unpack[types.TopicWithdrawInput]) -> types.TopicWithdrawPayload:
        """撤回还没有列入议程的议题。"""
        done: types.TopicWithdrawPayload = self._do("topicWithdraw", "TopicWithdrawInput!", select, given)
        return done

    def topicAccept(self, select: str = "", **given: Unpack[types.TopicAcceptInput]) -> types.TopicAcceptPayload:
        """把议题列入一次会议的议程，并定下表决方式。"""
        done: types.TopicAcceptPayload = self._do("topicAccept", "TopicAcceptInput!", select, given)
        return done

    def topicArrange(self, select: str = "", **given: Unpack[types.TopicArrangeInput]) -> types.TopicArrangePayload:
        """调整议程序号和表决方式；没有给出的内容不变。"""
        done: types.TopicArrangePayload = self._do("topicArrange", "TopicArrangeInput!", select, given)
        return done

    def topicDecline(self, select: str = "", **given: Unpack[types.TopicDeclineInput]) -> types.TopicDeclinePayload:
        """不把议题列入议程，并说明原因。"""
        done: types.TopicDeclinePayload = self._do("topicDecline", "TopicDeclineInput!", select, given)
        return done

    def topicDefer(self, select: str = "", **given: Unpack[types.TopicDeferInput]) -> types.TopicDeferPayload:
        """把议题移出议程，留待以后的会议。"""
        done: types.TopicDeferPayload = self._do("topicDefer", "TopicDeferInput!", select, given)
        return done

    def topicNote(self, select: str = "", **given: Unpack[types.TopicNoteInput]) -> types.TopicNotePayload:
        """不表决的议题讨论完毕，记下结论。"""
        done: types.TopicNotePayload = self._do("topicNote", "TopicNoteInput!", select, given)
        return done

    def voteOpen(self, select: str = "", **given: Unpack[types.VoteOpenInput]) -> types.VoteOpenPayload:
        """开始表决；到会有表决权的成员可以投票。"""
        done: types.VoteOpenPayload = self._do("voteOpen", "VoteOpenInput!", select, given)
        return done

    def voteCast(self, select: str = "", **given: Unpack[types.VoteCastInput]) -> types.VoteCastPayload:
        """投票。记名表决结束前可以更改，会议组织方可代为登记会场举手；无记名表决只能由成员本人投一次，投后任何人都查不到意见。第三方应用不能投票。"""
        done: types.VoteCastPayload = self._do("voteCast", "VoteCastInput!", select, given)
        return done

    def voteClose(self, select: str = "", **given: Unpack[types.VoteCloseInput]) -> types.VoteClosePayload:
        """结束表决并计票。"""
        done: types.VoteClosePayload = self._do("voteClose", "VoteCloseInput!", select, given)
        return done

    def voteCancel(self, select: str = "", **given: Unpack[types.VoteCancelInput]) -> types.VoteCancelPayload:
        """作废正在进行的表决，可以重新表决。"""
        done: types.VoteCancelPayload = self._do("voteCancel", "VoteCancelInput!", select, given)
        return done

    def webhookRegister(self, select: str = "", **given: Unpack[types.WebhookRegisterInput]) -> types.WebhookRegisterPayload:
        """登记事件推送：从现在起发生的事件推送到这个地址。"""
        done: types.WebhookRegisterPayload = self._do("webhookRegister", "WebhookRegisterInput!", select, given)
        return done

    def webhookEdit(self, select: str = "", **given: Unpack[types.WebhookEditInput]) -> types.WebhookEditPayload:
        """修改事件推送的地址和动作；没有给出的内容不变。"""
        done: types.WebhookEditPayload = self._do("webhookEdit", "WebhookEditInput!", select, given)
        return done

    def webhookRotate(self, select: str = "", **given: Unpack[types.WebhookRotateInput]) -> types.WebhookRotatePayload:
        """更换签名密钥；24 小时内同时附送旧密钥的签名。"""
        done: types.WebhookRotatePayload = self._do("webhookRotate", "WebhookRotateInput!", select, given)
        return done

    def webhookPause(self, select: str = "", **given: Unpack[types.WebhookPauseInput]) -> types.WebhookPausePayload:
        """暂停推送；暂停期间的事件在恢复后补发。"""
        done: types.WebhookPausePayload = self._do("webhookPause", "WebhookPauseInput!", select, given)
        return done

    def webhookResume(self, select: str = "", **given: Unpack[types.WebhookResumeInput]) -> types.WebhookResumePayload:
        """恢复推送，先按先后补发积压的消息。"""
        done: types.WebhookResumePayload = self._do("webhookResume", "WebhookResumeInput!", select, given)
        return done

    def webhookRemove(self, select: str = "", **given: Unpack[types.WebhookRemoveInput]) -> types.WebhookRemovePayload:
        """删除推送，不能恢复。"""
        done: types.WebhookRemovePayload = self._do("webhookRemove", "WebhookRemoveInput!", select, given)
        return done

    def webhookTest(self, select: str = "", **given: Unpack[types.WebhookTestInput]) -> types.WebhookTestPayload:
        """发送一条测试消息（ping）；结果见消息的发送记录。"""
        done: types.WebhookTestPayload = self._do("webhookTest", "WebhookTestInput!", select, given)
        return done

    def webhookRedeliver(self, select: str = "", **given: Unpack[types.WebhookRedeliverInput]) -> types.WebhookRedeliverPayload:
        """立即重发一条消息，消息编号不变。"""
        done: types.WebhookRedeliverPayload = self._do("webhookRedeliver", "WebhookRedeliverInput!", select, given)
        return done

    def whistleCollect(self, select: str = "", **given: Unpack[types.WhistleCollectInput]) -> types.WhistleCollectPayload:
        """提请吹哨，由所在街道审核。"""
        done: types.WhistleCollectPayload = self._do("whistleCollect", "WhistleCollectInput!", select, given)
        return done

    def whistleEdit(self, select: str = "", **given: Unpack[types.WhistleEditInput]) -> types.WhistleEditPayload:
        """修改尚未吹哨的事项；没有给出的内容不变。"""
        done: types.WhistleEditPayload = self._do("whistleEdit", "WhistleEditInput!", select, given)
        return done

    def whistleReview(self, select: str = "", **given: Unpack[types.WhistleReviewInput]) -> types.WhistleReviewPayload:
        """街道审核通过。"""
        done: types.WhistleReviewPayload = self._do("whistleReview", "WhistleReviewInput!", select, given)
        return done

    def whistleDecline(self, select: str = "", **given: Unpack[types.WhistleDeclineInput]) -> types.WhistleDeclinePayload:
        """不予吹哨，并说明原因。"""
        done: types.WhistleDeclinePayload = self._do("whistleDecline", "WhistleDeclineInput!", select, given)
        return done

    def whistleWithdraw(self, select: str = "", **given: Unpack[types.WhistleWithdrawInput]) -> types.WhistleWithdrawPayload:
        """撤回；已通知的部门不再办理。"""
        done: types.WhistleWithdrawPayload = self._do("whistleWithdraw", "WhistleWithdrawInput!", select, given)
        return done

    def whistleBlow(self, select: str = "", **given: Unpack[types.WhistleBlowInput]) -> types.WhistleBlowPayload:
        """吹哨；本区由街道点名的，须写明应哨部门，由区里分派的不写。"""
        done: types.WhistleBlowPayload = self._do("whistleBlow", "WhistleBlowInput!", select, given)
        return done

    def whistleAssign(self, select: str = "", **given: Unpack[types.WhistleAssignInput]) -> types.WhistleAssignPayload:
        """区里分派应哨部门，部门随即收到通知。"""
        done: types.WhistleAssignPayload = self._do("whistleAssign", "WhistleAssignInput!", select, given)
        return done

    def whistleReturn(self, select: str = "", **given: Unpack[types.WhistleReturnInput]) -> types.WhistleReturnPayload:
        """区里退回街道自行办理。"""
        done: types.WhistleReturnPayload = self._do("whistleReturn", "WhistleReturnInput!", select, given)
        return done

    def whistleAdd(self, select: str = "", **given: Unpack[types.WhistleAddInput]) -> types.WhistleAddPayload:
        """增派一个应哨部门。"""
        done: types.WhistleAddPayload = self._do("whistleAdd", "WhistleAddInput!", select, given)
        return done

    def whistleresponseRespond(self, select: str = "", **given: Unpack[types.WhistleresponseRespondInput]) -> types.WhistleresponseRespondPayload:
        """部门应哨报到。"""
        done: types.WhistleresponseRespondPayload = self._do("whistleresponseRespond", "WhistleresponseRespondInput!", select, given)
        return done

    def whistleresponseDispute(self, select: str = "", **given: Unpack[types.WhistleresponseDisputeInput]) -> types.WhistleresponseDisputePayload:
        """部门在应哨前申请退单，由区里裁定。"""
        done: types.WhistleresponseDisputePayload = self._do("whistleresponseDispute", "WhistleresponseDisputeInput!", select, given)
        return done

    def whistleresponseUphold(self, select: str = "", **given: Unpack[types.WhistleresponseUpholdInput]) -> types.WhistleresponseUpholdPayload:
        """区里维持分派，应哨期限重新计算。"""
        done: types.WhistleresponseUpholdPayload = self._do("whistleresponseUphold", "WhistleresponseUpholdInput!", select, given)
        return done

    def whistleresponseRelease(self, select: str = "", **given: Unpack[types.WhistleresponseReleaseInput]) -> types.WhistleresponseReleasePayload:
        """区里同意退单，可同时改派；牵头部门退单必须改派。"""
        done: types.WhistleresponseReleasePayload = self._do("whistleresponseRelease", "WhistleresponseReleaseInput!", select, given)
        return done

    def whistleresponseReport(self, select: str = "", **given: Unpack[types.WhistleresponseReportInput]) -> types.WhistleresponseReportPayload:
        """部门报告到场和办理情况。"""
        done: types.WhistleresponseReportPayload = self._do("whistleresponseReport", "WhistleresponseReportInput!", select, given)
        return done

    def whistleresponseFinish(self, select: str = "", **given: Unpack[types.WhistleresponseFinishInput]) -> types.WhistleresponseFinishPayload:
        """部门提交办理结果，至少有一份佐证。"""
        done: types.WhistleresponseFinishPayload = self._do("whistleresponseFinish", "WhistleresponseFinishInput!", select, given)
        return done

    def whistleresponseAsk(self, select: str = "", **given: Unpack[types.WhistleresponseAskInput]) -> types.WhistleresponseAskPayload:
        """部门在期限之前申请延期，由区里批准：应哨之前延长应哨的工作小时，应哨之后延长办结的日期。"""
        done: types.WhistleresponseAskPayload = self._do("whistleresponseAsk", "WhistleresponseAskInput!", select, given)
        return done

    def whistleresponseApprove(self, select: str = "", **given: Unpack[types.WhistleresponseApproveInput]) -> types.WhistleresponseApprovePayload:
        """区里同意延期，部门的应哨或办结期限随即改变。"""
        done: types.WhistleresponseApprovePayload = self._do("whistleresponseApprove", "WhistleresponseApproveInput!", select, given)
        return done

    def whistleresponseRefuse(self, select: str = "", **given: Unpack[types.WhistleresponseRefuseInput]) -> types.WhistleresponseRefusePayload:
        """区里不同意延期，原期限不变。"""
        done: types.WhistleresponseRefusePayload = self._do("whistleresponseRefuse", "WhistleresponseRefuseInput!", select, given)
        return done

    def whistleresponseRetract(self, select: str = "", **given: Unpack[types.WhistleresponseRetractInput]) -> types.WhistleresponseRetractPayload:
        """区里批复之前，部门撤回延期申请。"""
        done: types.WhistleresponseRetractPayload = self._do("whistleresponseRetract", "WhistleresponseRetractInput!", select, given)
        return done

    def whistleresponseSupervise(self, select: str = "", **given: Unpack[types.WhistleresponseSuperviseInput]) -> types.WhistleresponseSupervisePayload:
        """区里督办还没有办理完毕的应哨部门。"""
        done: types.WhistleresponseSupervisePayload = self._do("whistleresponseSupervise", "WhistleresponseSuperviseInput!", select, given)
        return done

    def whistleresponseReturn(self, select: str = "", **given: Unpack[types.WhistleresponseReturnInput]) -> types.WhistleresponseReturnPayload:
        """街道退回部门重新办理。"""
        done: types.WhistleresponseReturnPayload = self._do("whistleresponseReturn", "WhistleresponseReturnInput!", select, given)
        return done

    def whistleresponseRate(self, select: str = "", **given: Unpack[types.WhistleresponseRateInput]) -> types.WhistleresponseRatePayload:
        """街道评哨；得分按区级设置的权重计算，提交后不能修改。"""
        done: types.WhistleresponseRatePayload = self._do("whistleresponseRate", "WhistleresponseRateInput!", select, given)
        return done
