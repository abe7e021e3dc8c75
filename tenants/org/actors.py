"""From an account to an actor, in one query."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache

from django.db import connection

from core.periods import today
from core.permissions import Actor, ActorKind, Grant
from core.prepared import Prepared, run, written
from tenants.accounts.models import User
from tenants.org.grants import GRANT_PERMISSIONS
from tenants.org.roles import Role, rights_of

# Posts in force on a day and guardian's object grants, each with the path of its place; a retired unit gives neither.
# Who stands for a unit stands for those that were merged into it as well: what they did stays readable.
# Guardian keeps the object's key as text, hence the casts.
_HELD = """
    (SELECT COALESCE(json_agg(json_build_array(source, name, path, unit_id, department_id, place)
                              ORDER BY source DESC, path), '[]')
       FROM (SELECT {user} AS id) holder,
            LATERAL (SELECT 'post' AS source, p.role AS name, COALESCE(o.path, uo.path, do_.path) AS path,
                           same.id AS unit_id, p.department_id, COALESCE(u.name, d.name, o.name) AS place
                      FROM org_post p
                      LEFT JOIN org_organization o ON o.id = p.organization_id
                      LEFT JOIN org_residentunit u ON u.id = p.unit_id
                      LEFT JOIN org_organization uo ON uo.id = u.organization_id
                      LEFT JOIN org_residentunit same ON same.id = u.id OR same.merged_into_id = u.id
                      LEFT JOIN org_department d ON d.id = p.department_id
                      LEFT JOIN org_organization do_ ON do_.id = d.organization_id
                     WHERE p.user_id = holder.id
                       AND p.starts_on <= %(day)s AND (p.ends_on IS NULL OR p.ends_on > %(day)s)
                       AND (u.id IS NULL OR u.status = 'active') AND (d.id IS NULL OR d.status = 'active')
                     UNION ALL
                    SELECT 'grant', a.codename, COALESCE(o.path, uo.path), same.id, NULL, COALESCE(u.name, o.name)
                      FROM guardian_userobjectpermission g
                      JOIN auth_permission a ON a.id = g.permission_id
                      JOIN django_content_type t ON t.id = g.content_type_id AND t.app_label = 'org'
                      LEFT JOIN org_organization o ON t.model = 'organization' AND o.id = g.object_pk::bigint
                      LEFT JOIN org_residentunit u ON t.model = 'residentunit' AND u.id = g.object_pk::bigint
                      LEFT JOIN org_organization uo ON uo.id = u.organization_id
                      LEFT JOIN org_residentunit same ON same.id = u.id OR same.merged_into_id = u.id
                     WHERE g.user_id = holder.id AND (u.id IS NULL OR u.status = 'active')) held
      WHERE path IS NOT NULL)::text"""


def held_by(user: str) -> str:
    """SQL for what an account holds on ``%(day)s``, as one text that ``actor_with`` reads; ``user`` is SQL for its id.

    Whoever reads an account from the database gets its rights in the same statement.
    """
    return _HELD.format(user=user)


_OF_USER = f"SELECT {held_by('$1::bigint')}".replace("%(day)s", "$2::date")

_OF_USERS = f"""
    SELECT u.id, u.name, {held_by("u.id")} FROM accounts_user u WHERE u.id = ANY(%(users)s) AND u.is_active
"""  # noqa: S608 - nothing in it comes from outside


def actor_of(user: User, *, kind: ActorKind = ActorKind.USER) -> Actor:
    """What this account may do today. Inactive accounts hold nothing."""
    if not user.is_active:
        return Actor(kind, user.pk, user.name)
    held = run(_of_user(), [str(user.pk), str(today())])
    return actor_with(held or b"[]", user.pk, user.name, kind=kind)


@cache
def _of_user() -> Prepared:
    """Nearly all of its time goes into its plan, and each page asks it."""
    return written(_OF_USER)


def actors_of(users: Iterable[int], day: date) -> dict[int, Actor]:
    """What these accounts may do on that day, in one statement; those that are inactive are left out."""
    ids = sorted(set(users))
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_OF_USERS, {"users": ids, "day": day})
        return {user: actor_with(held, user, name) for user, name, held in cursor.fetchall()}


def actor_with(held: str | bytes, user_id: int, name: str, *, kind: ActorKind = ActorKind.USER) -> Actor:
    """The actor of an account, from what ``held_by`` says of it."""
    grants: list[Grant] = []
    stands_for = ""
    for source, right, path, unit_id, department_id, place in json.loads(held):
        if source == "post":
            permissions = rights_of(Role(right), at_unit=unit_id is not None)
            stands_for = stands_for or f"{place} {Role(right).label}"
        else:
            permissions = GRANT_PERMISSIONS.get(right, frozenset())
        grants.append(Grant(path, permissions, unit_id, department_id))
    label = f"{stands_for} {name}".strip() if kind is ActorKind.USER else f"应用 {name}"
    return Actor(kind, user_id, label, tuple(grants))
