"""Roles and what each may do at its place: the one permission table of a district."""

from django.db import models

from core.permissions import Perm


class Role(models.TextChoices):
    DISTRICT_LEADER = "district_leader", "区委领导"
    DISTRICT_OFFICE = "district_office", "区委组织部"
    SUBDISTRICT_SECRETARY = "subdistrict_secretary", "街道书记"
    SUBDISTRICT_OFFICE = "subdistrict_office", "街道党建办"
    COMMUNITY_SECRETARY = "community_secretary", "社区书记"
    COMMUNITY_OFFICER = "community_officer", "社区专员"
    COMMITTEE_MEMBER = "committee_member", "兼职委员"
    DEPARTMENT_HEAD = "department_head", "部门负责人"
    DEPARTMENT_OFFICER = "department_officer", "部门联络员"
    UNIT_HEAD = "unit_head", "驻区单位负责人"
    UNIT_LIAISON = "unit_liaison", "驻区单位联络员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"
    CLIENT = "client", "第三方应用"


_ANSWER = {
    Perm.PROBLEM_REPORT,
    Perm.RECTIFICATION_FULFIL,
    Perm.EXTENSION_ASK,
    Perm.SUPERVISION_REPLY,
    Perm.INSPECTION_CONFIRM,
}
_OVERSEE = {
    Perm.PROBLEM_REPORT,
    Perm.PROBLEM_HANDLE,
    Perm.RECTIFICATION_REVIEW,
    Perm.RECTIFICATION_CLOSE,
    Perm.EXTENSION_DECIDE,
    Perm.SUPERVISION_ISSUE,
    Perm.INSPECTION_PLAN,
    Perm.INSPECTION_RECORD,
    Perm.CONTACT_EDIT,
    Perm.CONTACT_VISIT,
    Perm.SECRETARYPROJECT_REVIEW,
}
# Whoever leads organizations below dispatches to them and verifies what they did.
_DISPATCH = {Perm.ASSIGNMENT_DISPATCH, Perm.ASSIGNMENT_VERIFY, Perm.CAMPAIGN_EDIT, Perm.CAMPAIGN_VERIFY}
# Every level keeps its own list of responsibilities and checks those of the level below.
_LISTS = {Perm.RESPONSIBILITY_EDIT, Perm.RESPONSIBILITY_CHECK}
# Whoever leads a place, or works in its office, sees its personnel matters as well.
_SEE = {Perm.VIEW, Perm.PERSONNEL_VIEW}
# What the office of a place does for meetings and proposals, and what whoever leads it may do beyond that.
_MEET = {
    Perm.CONFERENCE_EDIT,
    Perm.CONFERENCE_ATTEND,
    Perm.PROPOSAL_SUBMIT,
    Perm.PROPOSAL_REVIEW,
    Perm.PROPOSAL_ANSWER,
}
# A district and its streets inform those below (通知通报), whose people sign for it.
# They also ask them for data (数据调度).
_INFORM = {Perm.BULLETIN_DRAFT, Perm.BULLETIN_ISSUE, Perm.DATACALL_EDIT}
_LEAD = {Perm.CONFERENCE_ATTEND, Perm.CONFERENCE_CONFIRM, Perm.CONFERENCE_VOTE}
# Residents' matters come in at the community; a street whistles for departments when it cannot solve one alone.
_HEAR = {Perm.APPEAL_REGISTER, Perm.APPEAL_HANDLE, Perm.WHISTLE_COLLECT}
_PUBLISH = {
    Perm.VIEW,
    Perm.LISTING_EDIT,
    Perm.BULLETIN_SIGN,
    Perm.MATERIAL_EDIT,
    Perm.CLAIM_PROPOSE,
    Perm.CLAIM_FULFIL,
    Perm.CLAIM_EVALUATE,
}
# Registers and ledgers that a place keeps of what lies in it.
_KEEP = {Perm.UNIT_EDIT, Perm.CLUSTER_EDIT, Perm.FACILITY_EDIT}
_WORK = {
    Perm.AGREEMENT_EDIT,
    Perm.ASSIGNMENT_WORK,
    Perm.DATACALL_ANSWER,
    Perm.CAMPAIGN_WORK,
    Perm.SECRETARYPROJECT_EDIT,
}
_COMMUNITY = _SEE | _KEEP | _PUBLISH | _ANSWER | _DISPATCH | _LISTS | _MEET | _HEAR | _WORK
# 五项权力 (S2 §二(二)).
_FIVE = {Perm.CONSULTATION_OPINE, Perm.OUTPOST_APPRAISE}
_REVIEW = {Perm.LISTING_REVIEW, Perm.MATERIAL_REVIEW, Perm.CLAIM_CONFIRM}
_STREET = _FIVE | _COMMUNITY | _OVERSEE | _INFORM | _REVIEW | {Perm.WHISTLE_BLOW}
_UNIT = _PUBLISH | {
    Perm.CLAIM_CONFIRM,
    Perm.AGREEMENT_EDIT,
    Perm.CONFERENCE_ATTEND,
    Perm.PROPOSAL_SUBMIT,
    Perm.INSPECTION_CONFIRM,
}

_DEPARTMENT = {
    *_SEE,
    Perm.CONSULTATION_ASK,
    Perm.ADMISSION_APPLY,
    Perm.CONFERENCE_ATTEND,
    Perm.WHISTLE_RESPOND,
    # What a decision of a conference or the district gives it to do, proposals that it has to answer, and its own.
    Perm.ASSIGNMENT_WORK,
    Perm.EXTENSION_ASK,
    Perm.SUPERVISION_REPLY,
    Perm.PROPOSAL_ANSWER,
    Perm.PROPOSAL_SUBMIT,
    # Inspection teams are made up of people from departments as well.
    Perm.INSPECTION_RECORD,
}

# Three separated administrators (等保三级): accounts, rights, and the record of both are in three hands,
# and none of them may do business.
ROLE_PERMISSIONS: dict[Role, frozenset[Perm]] = {
    Role.DISTRICT_LEADER: frozenset(
        {Perm.REPORT_ISSUE, Perm.ADMISSION_DECIDE, Perm.WHISTLE_ASSIGN, Perm.BULLETIN_ISSUE}
        | _SEE
        | _DISPATCH
        | _LISTS
        | _OVERSEE
        | _LEAD
    ),
    Role.DISTRICT_OFFICE: frozenset(
        _OVERSEE
        | _MEET
        | _SEE
        | {
            Perm.ORGANIZATION_EDIT,
            Perm.UNIT_EDIT,
            Perm.CLUSTER_EDIT,
            Perm.FACILITY_EDIT,
            Perm.CONSULTATION_ASK,
            Perm.SETTINGS_EDIT,
            Perm.TEMPLATE_EDIT,
            Perm.AGREEMENT_END,
            Perm.REPORT_DRAFT,
            Perm.REPORT_ISSUE,
            *_INFORM,
            Perm.MATERIAL_EDIT,
            Perm.MATERIAL_REVIEW,
            Perm.ADMISSION_APPLY,
            Perm.ADMISSION_DECIDE,
            Perm.APPEAL_REGISTER,
            Perm.WHISTLE_ASSIGN,
            *_DISPATCH,
            *_LISTS,
        }
    ),
    Role.SUBDISTRICT_SECRETARY: frozenset(
        _STREET | _LEAD | {Perm.AGREEMENT_SIGN, Perm.AGREEMENT_REGISTER, Perm.AGREEMENT_END, Perm.REPORT_REVIEW}
    ),
    Role.SUBDISTRICT_OFFICE: frozenset(_STREET | {Perm.AGREEMENT_SIGN, Perm.AGREEMENT_REGISTER, Perm.REPORT_REVIEW}),
    Role.COMMUNITY_SECRETARY: frozenset(
        _COMMUNITY | _LEAD | {Perm.AGREEMENT_SIGN, Perm.AGREEMENT_REGISTER, Perm.REPORT_CONFIRM}
    ),
    Role.COMMUNITY_OFFICER: frozenset(_COMMUNITY | {Perm.REPORT_CONFIRM}),
    Role.DEPARTMENT_HEAD: frozenset(_DEPARTMENT | {Perm.CONFERENCE_VOTE}),
    Role.DEPARTMENT_OFFICER: frozenset(_DEPARTMENT),
    # At a unit it is who was sent there by a place (交叉任职): see ``rights_of``.
    # A 兼职委员 has the right to know, to speak and vote (in seats of his own), and to ask (S0-4). Personnel matters
    # (约谈, 组织调整, 人事征求意见) are not for him: he comes from a unit, and his body does not handle them.
    Role.COMMITTEE_MEMBER: frozenset({Perm.VIEW, Perm.CONFERENCE_ATTEND, Perm.PROPOSAL_SUBMIT}),
    Role.UNIT_HEAD: frozenset(_UNIT | {Perm.AGREEMENT_SIGN, Perm.AGREEMENT_END, Perm.CONFERENCE_VOTE}),
    Role.UNIT_LIAISON: frozenset(_UNIT | {Perm.AGREEMENT_SIGN}),
    Role.SYSTEM_ADMIN: frozenset({Perm.USER_EDIT, Perm.ORGANIZATION_EDIT}),
    Role.SECURITY_ADMIN: frozenset({Perm.POST_EDIT, Perm.CLIENT_EDIT}),
    Role.AUDIT_ADMIN: frozenset({Perm.AUDIT_VIEW}),
    # A client gets what its scopes name, inside its subtree or unit; see api.clients. To vote takes a person.
    Role.CLIENT: frozenset(
        _STREET
        | _UNIT
        | {
            Perm.ADMISSION_APPLY,
            Perm.WHISTLE_RESPOND,
            Perm.CONSULTATION_ASK,
            Perm.AGREEMENT_SIGN,
            Perm.TEMPLATE_EDIT,
            Perm.REPORT_CONFIRM,
            Perm.REPORT_REVIEW,
            Perm.WEBHOOK_EDIT,
            Perm.DOCUMENT_EDIT,
        }
    ),
}

# Levels of the tree at which a role may be held (Organization.Level); unit roles are held at units only,
# those of departments at departments only.
ROLE_LEVELS: dict[Role, frozenset[str]] = {
    Role.DISTRICT_LEADER: frozenset({"district"}),
    Role.DISTRICT_OFFICE: frozenset({"district"}),
    Role.SUBDISTRICT_SECRETARY: frozenset({"subdistrict"}),
    Role.SUBDISTRICT_OFFICE: frozenset({"subdistrict"}),
    Role.COMMUNITY_SECRETARY: frozenset({"area", "community", "grid"}),
    Role.COMMUNITY_OFFICER: frozenset({"area", "community", "grid"}),
    Role.COMMITTEE_MEMBER: frozenset({"district", "subdistrict", "area", "community"}),
    Role.DEPARTMENT_HEAD: frozenset(),
    Role.DEPARTMENT_OFFICER: frozenset(),
    Role.UNIT_HEAD: frozenset(),
    Role.UNIT_LIAISON: frozenset(),
    Role.SYSTEM_ADMIN: frozenset({"district"}),
    Role.SECURITY_ADMIN: frozenset({"district"}),
    Role.AUDIT_ADMIN: frozenset({"district"}),
    Role.CLIENT: frozenset({"district", "subdistrict", "area", "community", "grid"}),
}
# 三员: system, security and audit administrator.
ADMIN_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
UNIT_ROLES = frozenset({Role.UNIT_HEAD, Role.UNIT_LIAISON})
# Held at units as well: cadres of streets and communities sit in the party organizations of units (S2 §四(二)).
AT_UNITS = UNIT_ROLES | {Role.COMMITTEE_MEMBER, Role.CLIENT}
DEPARTMENT_ROLES = frozenset({Role.DEPARTMENT_HEAD, Role.DEPARTMENT_OFFICER})


def rights_of(role: Role, *, at_unit: bool) -> frozenset[Perm]:
    """What a role may do where it is held.

    A 兼职委员 of a unit comes from a street or a community, on the other side of what is agreed and asked between the
    two: he reads along in the unit and does not speak for it.
    """
    if at_unit and role is Role.COMMITTEE_MEMBER:
        return frozenset({Perm.VIEW})
    return ROLE_PERMISSIONS[role]
