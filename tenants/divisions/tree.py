"""Planting places in the tree, many at once, on paths that nobody had before."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from core.permissions import PATH_STEP, ROOT
from tenants.divisions.table import Division
from tenants.org.models import Organization
from tenants.org.pinyin import sort_key


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


def plant_tree(rows: Sequence[Division]) -> Organization:
    """The whole tree of a new district in a few statements; the first row is the district itself."""
    root = _node(rows[0], ROOT.path)
    nodes = {root.code: root}
    # No place and no event is there yet, so every parent starts at its first child.
    last: dict[str, int] = {}
    for row in rows[1:]:
        parent = nodes[row.parent_code]
        last[parent.path] = last.get(parent.path, 0) + 1
        parent.numchild += 1
        depth = len(parent.path) // PATH_STEP + 1
        nodes[row.code] = _node(row, Organization._get_path(parent.path, depth, last[parent.path]))  # type: ignore[no-untyped-call]
    Organization.objects.bulk_create(nodes.values(), batch_size=1000)
    return root


def plant(rows: Iterable[Division], nodes: dict[str, Organization], paths: Paths) -> list[Organization]:
    """Add places below places of ``nodes``, parents before children; ``nodes`` learns the new ones."""
    added = []
    for row in rows:
        node = _node(row, paths.next_below(nodes[row.parent_code].path))
        nodes[row.code] = node
        added.append(node)
    Organization.objects.bulk_create(added, batch_size=1000)
    count_children()
    return added


def transplant(node: Organization, parent: Organization, paths: Paths) -> None:
    """Move a place with all below it under another parent."""
    old, new = node.path, paths.next_below(parent.path)
    shift = (len(new) - len(old)) // PATH_STEP
    Organization.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr("path", len(old) + 1)), depth=F("depth") + shift
    )
    node.path, node.depth = new, node.depth + shift


def count_children() -> None:
    """Make ``numchild`` right everywhere, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE org_organization o SET numchild = c.children FROM ("
            " SELECT p.id, count(k.id) AS children FROM org_organization p LEFT JOIN org_organization k"
            " ON k.depth = p.depth + 1 AND left(k.path, length(p.path)) = p.path GROUP BY p.id"
            ") c WHERE c.id = o.id AND o.numchild <> c.children"
        )


def _node(row: Division, path: str) -> Organization:
    return Organization(
        code=row.code,
        name=row.name,
        level=row.level,
        pinyin=sort_key(row.name, 240),
        path=path,
        depth=len(path) // PATH_STEP,
        numchild=0,
    )
