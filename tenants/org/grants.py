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
