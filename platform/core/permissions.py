"""Who may do what, where.

An ``Actor`` is a named somebody with a list of ``Grant``s. A grant holds permissions over a subtree of
organizations, over one resident unit, or over one department. Units are not subordinate to the place in which they lie
(S2 §四): a grant over an organization never reaches into a unit's own affairs, and the other way round. Departments are
subordinate to the district and outposts to their street as well (双重管理): a grant over the organization reaches them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.errors import NotAllowed

# treebeard's materialised path spends this many characters on each level.
PATH_STEP = 4


class Perm(StrEnum):
    """One right. The label completes the sentence 「您没有…的权限」."""

    def __new__(cls, value: str, label: str) -> "Perm":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    label: str

    VIEW = "view", "查看"
    # Beyond plain sight of a place: what names the persons about whom it decides. See ``core.personnel``.
    PERSONNEL_VIEW = "personnel.view", "查看约谈、组织调整和人事征求意见"
    ORGANIZATION_EDIT = "organization.edit", "维护组织机构"
    UNIT_EDIT = "unit.edit", "登记和修改驻区单位"
    POST_EDIT = "post.edit", "任免职务"
    USER_EDIT = "user.edit", "管理账号"
    SETTINGS_EDIT = "settings.edit", "修改区级设置"
    CLIENT_EDIT = "client.edit", "管理第三方应用"
    WEBHOOK_EDIT = "webhook.edit", "管理本应用的事件推送"
    DOCUMENT_EDIT = "document.edit", "登记和停用本应用的文档"
    AUDIT_VIEW = "audit.view", "查看审计记录"
    AGREEMENT_EDIT = "agreement.edit", "起草和修改共建协议"
    AGREEMENT_SIGN = "agreement.sign", "签署共建协议"
    AGREEMENT_REGISTER = "agreement.register", "补录纸质签署的共建协议"
    AGREEMENT_END = "agreement.end", "终止共建协议"
    CLUSTER_EDIT = "cluster.edit", "维护新兴领域台账"
    CONSULTATION_ASK = "consultation.ask", "征求街道意见并答复"
    CONSULTATION_OPINE = "consultation.opine", "反馈意见和提出建议"
    OUTPOST_APPRAISE = "outpost.appraise", "评价派出机构"
    FACILITY_EDIT = "facility.edit", "维护阵地台账"
    TEMPLATE_EDIT = "template.edit", "维护协议模板"
    LISTING_EDIT = "listing.edit", "填报资源和需求"
    LISTING_REVIEW = "listing.review", "审核资源和需求"
    CLAIM_PROPOSE = "claim.propose", "认领资源和需求"
    CLAIM_CONFIRM = "claim.confirm", "确认认领"
    CLAIM_FULFIL = "claim.fulfil", "提交完成情况"
    CLAIM_EVALUATE = "claim.evaluate", "评价"
    ASSIGNMENT_DISPATCH = "assignment.dispatch", "下达和分解任务"
    ASSIGNMENT_WORK = "assignment.work", "签收和办理任务"
    ASSIGNMENT_VERIFY = "assignment.verify", "核验任务"
    CAMPAIGN_EDIT = "campaign.edit", "组织专项工作"
    CAMPAIGN_WORK = "campaign.work", "办理专项步骤"
    CAMPAIGN_VERIFY = "campaign.verify", "核验下级的专项步骤"
    SECRETARYPROJECT_EDIT = "secretaryproject.edit", "申报和推进书记项目"
    SECRETARYPROJECT_REVIEW = "secretaryproject.review", "审核和验收下级的书记项目"
    RESPONSIBILITY_EDIT = "responsibility.edit", "建立、认领和公示责任清单"
    RESPONSIBILITY_CHECK = "responsibility.check", "检查和验收责任落实"
    ADMISSION_APPLY = "admission.apply", "申请职责下沉准入"
    ADMISSION_DECIDE = "admission.decide", "审定职责下沉准入"
    REPORT_DRAFT = "report.draft", "生成季度通报"
    REPORT_CONFIRM = "report.confirm", "确认本社区数据"
    REPORT_REVIEW = "report.review", "审核本街道数据"
    REPORT_ISSUE = "report.issue", "签发季度通报"
    PROBLEM_REPORT = "problem.report", "登记问题"
    PROBLEM_HANDLE = "problem.handle", "处理下级的问题"
    RECTIFICATION_FULFIL = "rectification.fulfil", "办理整改"
    RECTIFICATION_REVIEW = "rectification.review", "审核下级的整改"
    RECTIFICATION_CLOSE = "rectification.close", "为下级的整改销号"
    EXTENSION_ASK = "extension.ask", "申请延期"
    EXTENSION_DECIDE = "extension.decide", "批准下级延期"
    SUPERVISION_ISSUE = "supervision.issue", "督办下级"
    SUPERVISION_REPLY = "supervision.reply", "回复督办"
    INSPECTION_PLAN = "inspection.plan", "组织督导检查"
    INSPECTION_RECORD = "inspection.record", "参加检查组"
    INSPECTION_CONFIRM = "inspection.confirm", "确认检查结果和申诉"
    CONTACT_EDIT = "contact.edit", "安排联系点"
    CONTACT_VISIT = "contact.visit", "记录联系走访"
    CONFERENCE_EDIT = "conference.edit", "组织会议"
    CONFERENCE_CONFIRM = "conference.confirm", "确认会议纪要"
    CONFERENCE_ATTEND = "conference.attend", "参加会议"
    CONFERENCE_VOTE = "conference.vote", "代表本单位表决"
    PROPOSAL_SUBMIT = "proposal.submit", "提出提案"
    PROPOSAL_REVIEW = "proposal.review", "审查和交办提案"
    PROPOSAL_ANSWER = "proposal.answer", "办理提案"
    APPEAL_REGISTER = "appeal.register", "登记诉求和记录满意度"
    APPEAL_HANDLE = "appeal.handle", "受理和办理诉求"
    WHISTLE_COLLECT = "whistle.collect", "提请吹哨"
    WHISTLE_BLOW = "whistle.blow", "审核、吹哨和评哨"
    WHISTLE_ASSIGN = "whistle.assign", "分派吹哨事项"
    WHISTLE_RESPOND = "whistle.respond", "应哨和办理吹哨事项"
    BULLETIN_DRAFT = "bulletin.draft", "起草通知通报和催阅"
    BULLETIN_ISSUE = "bulletin.issue", "签发和撤回通知通报"
    BULLETIN_SIGN = "bulletin.sign", "签收通知通报"
    DATACALL_EDIT = "datacall.edit", "布置数据调度、催报和审核"
    DATACALL_ANSWER = "datacall.answer", "填报数据"
    MATERIAL_EDIT = "material.edit", "发布共享资料"
    MATERIAL_REVIEW = "material.review", "审核共享资料"
    DISTRICT_EDIT = "district.edit", "开通和关闭区"
    CITY_READ = "city.read", "读取各区已签发的通报"


# Permissions that let somebody look, and do nothing.
READING = frozenset({Perm.VIEW, Perm.PERSONNEL_VIEW})

# What the permissions of clients are about: their names are "domain.verb".
DOMAINS = {
    "view": "查看全部",
    "unit": "驻区单位",
    "post": "任职",
    "agreement": "共建协议",
    "template": "协议模板",
    "listing": "资源和需求",
    "claim": "认领",
    "assignment": "任务",
    "campaign": "专项工作",
    "secretaryproject": "书记项目",
    "cluster": "新兴领域",
    "facility": "阵地",
    "consultation": "征求意见",
    "outpost": "派出机构评价",
    "admission": "职责下沉准入",
    "appeal": "诉求",
    "whistle": "吹哨报到",
    "responsibility": "责任清单",
    "contact": "联系点",
    "conference": "会议和议题",
    "proposal": "提案",
    "bulletin": "通知通报",
    "datacall": "数据调度",
    "material": "资料共享",
    "report": "季度通报",
    "problem": "问题",
    "rectification": "整改",
    "extension": "延期",
    "supervision": "督办",
    "inspection": "督导检查",
    "webhook": "事件推送",
    "document": "文档",
}


def domain_of(permission: Perm) -> str:
    """The domain of a permission, as a scope of a client names it."""
    return permission.value.partition(".")[0]


class ActorKind(StrEnum):
    USER = "user"
    CLIENT = "client"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something belongs: an organization's path and, for a unit's or department's own affairs, its id."""

    path: str
    unit_id: int | None = None
    department_id: int | None = None


# The root of a district's tree: a tree has one root, and treebeard gives the first one this path.
ROOT = Place("0001")
# Above every district: what belongs to the platform itself.
PLATFORM = Place("")


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event happened and counts. ``shared`` events of a unit are seen by the places above it as well.

    An event between two sides names the place and the unit of the other side too: whom else it concerns.
    """

    path: str
    unit_id: int | None = None
    shared: bool = False
    other_path: str = ""
    other_unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """Permissions over the subtree at ``path`` or, when an id is set, over that one unit or department."""

    path: str
    permissions: frozenset[Perm]
    unit_id: int | None = None
    department_id: int | None = None

    def covers(self, at: Place) -> bool:
        if self.department_id is not None:
            return self.department_id == at.department_id
        if self.unit_id is not None or at.unit_id is not None:
            return self.unit_id == at.unit_id
        return at.path.startswith(self.path)

    @property
    def over_places(self) -> bool:
        """Whether it reaches over a subtree, not over one unit or department alone."""
        return self.unit_id is None and self.department_id is None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a person, a third-party client, or the platform itself."""

    kind: ActorKind
    id: int | None
    label: str
    grants: tuple[Grant, ...] = field(default=())
    # Whether it acts through something that was handed on, as a personal token: that may not hand on more.
    is_delegated: bool = False
    # The domains whose records it may read; None is all of them. See ``core.scopes``.
    domains: frozenset[str] | None = None

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    def can(self, permission: Perm, at: Place) -> bool:
        """Whether the permission is held at that place."""
        return self.is_system or any(permission in g.permissions and g.covers(at) for g in self.grants)

    def can_anywhere(self, permission: Perm) -> bool:
        """Whether the permission is held at some place; decides what a menu offers, never what is allowed."""
        return self.is_system or any(permission in g.permissions for g in self.grants)

    def paths(self, permission: Perm = Perm.VIEW) -> list[str]:
        """Roots of the subtrees over which the permission is held, without roots inside other roots."""
        roots: list[str] = []
        for path in self.own_paths(permission):
            if not roots or not path.startswith(roots[-1]):
                roots.append(path)
        return roots

    def own_paths(self, permission: Perm) -> list[str]:
        """Paths of the very places at which the permission is held: what waits for a place below waits for its own."""
        return sorted({g.path for g in self.grants if g.over_places and permission in g.permissions})

    def unit_ids(self, permission: Perm = Perm.VIEW) -> list[int]:
        """Units on whose behalf the permission is held."""
        return sorted({g.unit_id for g in self.grants if g.unit_id is not None and permission in g.permissions})

    def department_ids(self, permission: Perm = Perm.VIEW) -> list[int]:
        """Departments on whose behalf the permission is held."""
        held = (g for g in self.grants if permission in g.permissions)
        return sorted({g.department_id for g in held if g.department_id is not None})

    def audience_paths(self) -> list[str]:
        """Paths of every place the actor stands in: own places and all places above them."""
        found: set[str] = set()
        for grant in self.grants:
            if Perm.VIEW in grant.permissions:
                found.update(ancestor_paths(grant.path))
        return sorted(found)

    def only(self, permissions: Iterable[Perm]) -> "Actor":
        """The same actor confined to some permissions, as a client's scopes confine it."""
        kept = frozenset(permissions)
        grants = tuple(replace(grant, permissions=grant.permissions & kept) for grant in self.grants)
        return replace(self, grants=grants)


SYSTEM = Actor(ActorKind.SYSTEM, None, "系统")


def above(place: Place) -> Place:
    """The place one level up, where what lies with a place is decided and checked; a district is its own.

    Above a department is the district, above an outpost its street (双重管理).
    ``require(actor, permission, at=above(place))`` keeps those out who hold the permission at the place itself only.
    """
    if place.department_id is not None:
        return Place(place.path)
    return Place(place.path[:-PATH_STEP] or place.path)


def ancestor_paths(path: str) -> list[str]:
    """The path itself and the paths of all places above it, the highest first."""
    return [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]


def require(actor: Actor, permission: Perm, *, at: Place) -> None:
    """Guarantee that the actor holds the permission at that place, or raise ``NotAllowed``."""
    if not actor.can(permission, at):
        raise NotAllowed(f"您没有在此处{permission.label}的权限，请联系本级管理员或由有权限的单位办理。")
