"""Planting the places of a table in the tree, many at once."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from core.permissions import PATH_STEP, ROOT
from tenants.divisions.table import Division
from tenants.org.models import Organization
from tenants.org.pinyin import sort_key
from tenants.org.tree import Paths, count_children

# So many places go into one statement.
BATCH = 500


def plant_tree(rows: Sequence[Division], *, planted: Callable[[int], None] = lambda count: None) -> Organization:
    """The whole tree of a new district in a few statements; the first row is the district itself.

    ``planted`` hears how many places stand, before the first statement and after each.
    """
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
    planted(0)
    waiting = iter(nodes.values())
    for done in range(0, len(nodes), BATCH):
        made = Organization.objects.bulk_create(islice(waiting, BATCH))
        planted(done + len(made))
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
