"""From an account to an actor, in one query."""

from django.db import connection

from core.periods import today
from core.permissions import Actor, ActorKind, Grant
from tenants.accounts.models import User
from tenants.org.grants import GRANT_PERMISSIONS
from tenants.org.roles import ROLE_PERMISSIONS, Role

# Posts in force today and guardian's object grants, each with the path of its place; a retired unit gives neither.
# Guardian keeps the object's key as text, hence the casts.
_GRANTS = """
    SELECT 'post', p.role, COALESCE(o.path, uo.path), p.unit_id, COALESCE(u.name, o.name)
      FROM org_post p
      LEFT JOIN org_organization o ON o.id = p.organization_id
      LEFT JOIN org_residentunit u ON u.id = p.unit_id
      LEFT JOIN org_organization uo ON uo.id = u.organization_id
     WHERE p.user_id = %(user)s AND p.starts_on <= %(today)s AND (p.ends_on IS NULL OR p.ends_on > %(today)s)
       AND (u.id IS NULL OR u.status = 'active')
    UNION ALL
    SELECT 'grant', a.codename, COALESCE(o.path, uo.path), u.id, COALESCE(u.name, o.name)
      FROM guardian_userobjectpermission g
      JOIN auth_permission a ON a.id = g.permission_id
      JOIN django_content_type t ON t.id = g.content_type_id AND t.app_label = 'org'
      LEFT JOIN org_organization o ON t.model = 'organization' AND o.id = g.object_pk::bigint
      LEFT JOIN org_residentunit u ON t.model = 'residentunit' AND u.id = g.object_pk::bigint
      LEFT JOIN org_organization uo ON uo.id = u.organization_id
     WHERE g.user_id = %(user)s AND (u.id IS NULL OR u.status = 'active')
    ORDER BY 1 DESC, 3
"""


def actor_of(user: User, *, kind: ActorKind = ActorKind.USER) -> Actor:
    """What this account may do today. Inactive accounts hold nothing."""
    if not user.is_active:
        return Actor(kind, user.pk, user.name)
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, {"user": user.pk, "today": today()})
        rows = cursor.fetchall()
    grants: list[Grant] = []
    stands_for = ""
    for source, name, path, unit_id, place_name in rows:
        if path is None:
            continue
        if source == "post":
            permissions = ROLE_PERMISSIONS[Role(name)]
            stands_for = stands_for or f"{place_name} {Role(name).label}"
        else:
            permissions = GRANT_PERMISSIONS.get(name, frozenset())
        grants.append(Grant(path, permissions, unit_id))
    label = f"{stands_for} {user.name}".strip() if kind is ActorKind.USER else f"应用 {user.name}"
    return Actor(kind, user.pk, label, tuple(grants))
