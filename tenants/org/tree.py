"""The shape of the organization tree: which level lies below which, codes, and paths that nobody had before."""

import re
from collections.abc import Iterable

from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr

from core.errors import InvalidInput
from core.permissions import PATH_STEP
from core.visibility import any_of
from tenants.org.models import Organization

LEVELS_ABOVE = {
    "subdistrict": {"district"},
    "area": {"subdistrict"},
    "community": {"subdistrict", "area"},
    "grid": {"community"},
}
# Levels of the district's own, of which the national table knows nothing.
OWN_LEVELS = ("area", "grid")
CODE_RULE = "代码应为 12 位数字；片区和网格可在后面再加 3 位。"
OWN_DIGITS = 3
_STREET_DEPTH = 2
_STREET_LENGTH = _STREET_DEPTH * PATH_STEP


def code_fits(code: str, level: str) -> bool:
    """Whether the code has the digits of its level: twelve, and for the district's own levels twelve or fifteen."""
    return bool(re.fullmatch(r"[0-9]{12}([0-9]{3})?" if level in OWN_LEVELS else r"[0-9]{12}", code))


def next_code(parent: Organization) -> str:
    """The code above with three more digits, higher than any given out there before.

    Raises ``InvalidInput`` where the code above has not twelve digits, or all have been given out.
    """
    given = Organization.objects.filter(code__regex=rf"^{parent.code}[0-9]{{{OWN_DIGITS}}}$")
    last = given.order_by("-code").values_list("code", flat=True).first() if code_fits(parent.code, "") else "999"
    number = int(last[-OWN_DIGITS:]) + 1 if last else 1
    if number >= 10**OWN_DIGITS:
        raise InvalidInput(f"“{parent}”之下不能自动编码，请填写代码。{CODE_RULE}", field="code")
    return f"{parent.code}{number:0{OWN_DIGITS}d}"


def right_below(paths: Iterable[str], lookup: str = "organization__") -> Q:
    """What belongs to places one level below these; the communities of a 片区 lie right below its street as well.

    ``lookup`` leads to the place. A 片区 groups communities and has no office that could decide in place of the street.
    """

    def below(path: str) -> Q:
        level = Q(**{f"{lookup}depth": len(path) // PATH_STEP + 1})
        if len(path) == _STREET_LENGTH:
            level |= Q(**{f"{lookup}level": Organization.Level.COMMUNITY})
        return Q(**{f"{lookup}path__startswith": path}) & level

    return any_of(*map(below, paths))


def street_path(path: str) -> str:
    """The path of the street above a place, whether or not a 片区 lies between; empty for streets and the district."""
    return path[:_STREET_LENGTH] if len(path) > _STREET_LENGTH else ""


class Paths:
    """Gives out paths below parents.

    A path is never given out twice, not even after its place has moved away: events keep the path of their day, and a
    newcomer on an old path would inherit the sight of them.
    """

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next_below(self, parent_path: str) -> str:
        if parent_path not in self._last:
            self._last[parent_path] = _last_step(parent_path)
        self._last[parent_path] += 1
        depth = len(parent_path) // PATH_STEP + 1
        return str(Organization._get_path(parent_path, depth, self._last[parent_path]))  # type: ignore[no-untyped-call]


_LAST_STEP = """
    SELECT max(step) FROM (
        SELECT max(substr(path, %(from)s, %(step)s)) FROM org_organization
         WHERE path LIKE %(below)s AND length(path) >= %(least)s
        UNION ALL
        SELECT max(substr(organization_path, %(from)s, %(step)s)) FROM core_event
         WHERE organization_path LIKE %(below)s AND length(organization_path) >= %(least)s
    ) AS used (step)
"""


def _last_step(parent_path: str) -> int:
    length = len(parent_path)
    with connection.cursor() as cursor:
        cursor.execute(
            _LAST_STEP,
            {"from": length + 1, "step": PATH_STEP, "below": f"{parent_path}%", "least": length + PATH_STEP},
        )
        (step,) = cursor.fetchone()
    return int(Organization._str2int(step)) if step else 0  # type: ignore[no-untyped-call]


def transplant(node: Organization, parent: Organization, paths: Paths) -> None:
    """Move a place with all below it under another parent."""
    old, new = node.path, paths.next_below(parent.path)
    shift = (len(new) - len(old)) // PATH_STEP
    Organization.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr("path", len(old) + 1)), depth=F("depth") + shift
    )
    Organization.objects.filter(pk=node.pk).update(version=F("version") + 1)
    node.path, node.depth, node.version = new, node.depth + shift, node.version + 1


def count_children() -> None:
    """Make ``numchild`` right everywhere, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE org_organization o SET numchild = c.children FROM ("
            " SELECT p.id, count(k.id) AS children FROM org_organization p LEFT JOIN org_organization k"
            " ON k.depth = p.depth + 1 AND left(k.path, length(p.path)) = p.path GROUP BY p.id"
            ") c WHERE c.id = o.id AND o.numchild <> c.children"
        )
