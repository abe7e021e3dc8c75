"""Object grants beyond a post, kept by django-guardian: a named user or client on one subtree or one unit.

Each grant carries the rights of a role. A grant on one agreement is read in ``linkage``.
"""

from core.permissions import Perm
from tenants.org.roles import ROLE_PERMISSIONS, Role

# Codenames: they stand in the Meta.permissions of Organization and ResidentUnit.
VIEW_SUBTREE = "view_subtree"
COORDINATE_SUBTREE = "coordinate_subtree"
VIEW_UNIT = "view_unit_affairs"
ACT_FOR_UNIT = "act_for_unit"

GRANT_PERMISSIONS: dict[str, frozenset[Perm]] = {
    VIEW_SUBTREE: frozenset({Perm.VIEW}),
    COORDINATE_SUBTREE: ROLE_PERMISSIONS[Role.SUBDISTRICT_OFFICE],
    VIEW_UNIT: frozenset({Perm.VIEW}),
    ACT_FOR_UNIT: ROLE_PERMISSIONS[Role.UNIT_LIAISON],
}

ORGANIZATION_GRANTS = {VIEW_SUBTREE: "查看该组织及下级", COORDINATE_SUBTREE: "协调办理该组织及下级事项"}
UNIT_GRANTS = {VIEW_UNIT: "查看该单位事项", ACT_FOR_UNIT: "代该单位办理事项"}

_labels: dict[str, str] = {**ORGANIZATION_GRANTS, **UNIT_GRANTS}


def name_grant(codename: str, label: str) -> None:
    """Tell the Chinese name of a grant that a package above defines."""
    _labels[codename] = label


def grant_label(codename: str) -> str:
    """The Chinese name of a grant."""
    return _labels[codename]


def all_grants() -> dict[str, str]:
    """Every grant there is, with its Chinese name."""
    return dict(_labels)
