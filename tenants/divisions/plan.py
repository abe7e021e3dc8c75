"""What a corrected division table would change, before anything is changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.errors import InvalidInput
from core.periods import today
from core.permissions import PATH_STEP
from tenants.divisions.table import Division
from tenants.org.models import Organization, Post, ResidentUnit
from tenants.org.tree import LEVELS_ABOVE


@dataclass(frozen=True, slots=True)
class Change:
    """One place and what happens to it. ``before`` and ``after`` are words for people."""

    code: str
    name: str
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """The differences between a table and the tree. Nothing is ever deleted: what is gone from the table is retired."""

    rows: dict[str, Division]
    # Code in the table → code under which the place stands in the tree today.
    known_as: dict[str, str]
    added: list[Change] = field(default_factory=list)
    renamed: list[Change] = field(default_factory=list)
    recoded: list[Change] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    restored: list[Change] = field(default_factory=list)
    retired: list[Change] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(len(changes) for _, changes in self.groups())

    def groups(self) -> list[tuple[str, list[Change]]]:
        """All changes under their Chinese headings."""
        return [
            ("新增", self.added),
            ("更名", self.renamed),
            ("换码", self.recoded),
            ("调整隶属", self.moved),
            ("恢复", self.restored),
            ("撤销", self.retired),
        ]

    @property
    def fingerprint(self) -> str:
        """The same as long as the import would do exactly the same."""
        content = [[title, [[c.code, c.before, c.after] for c in changes]] for title, changes in self.groups()]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def plan_import(rows: Sequence[Division]) -> Plan:
    """Compare a table with the tree of the current district.

    A place is known by its code; by ``former_code`` where the table gives one; and, because a code changes with the
    街道 in which a place lies, by its name when exactly one place of that name and level disappears and one appears.
    Raises ``InvalidInput`` for a table of another district, a missing or unfit parent, or a changed level.
    """
    table = {row.code: row for row in rows}
    nodes = list(Organization.objects.order_by("path"))
    by_code = {node.code: node for node in nodes}
    by_path = {node.path: node for node in nodes}
    root = nodes[0]
    _check(table, root)
    plan = Plan(table, _matched(table, by_code))
    kept = set(plan.known_as.values())
    for row in table.values():
        node = by_code.get(plan.known_as.get(row.code, ""))
        parent = table.get(row.parent_code)
        where = parent.name if parent else ""
        if node is None:
            plan.added.append(Change(row.code, row.name, after=where))
            continue
        if node.level != row.level:
            raise InvalidInput(f"{row.code} {row.name} 的层级与现有记录不一致，请核对。", field="file")
        if node.code != row.code:
            plan.recoded.append(Change(row.code, row.name, node.code, row.code, _doubt(row)))
        if node.name != row.name:
            plan.renamed.append(Change(row.code, row.name, node.name, row.name))
        above = _official_parent(node, by_path, table, plan.known_as)
        if parent is not None and above is not None and above.code != plan.known_as.get(parent.code):
            plan.moved.append(Change(row.code, row.name, above.name, where))
        if node.retired_on is not None:
            plan.restored.append(Change(row.code, row.name, after=where))
    plan.retired.extend(_retired(nodes, by_path, kept, {row.level for row in table.values()}))
    return plan


def _check(table: dict[str, Division], root: Organization) -> None:
    roots = [row for row in table.values() if row.level == "district"]
    if len(roots) != 1 or roots[0].code != root.code:
        raise InvalidInput(f"表中应有且只有一行“区”，代码为 {root.code}（{root.name}）。", field="file")
    for row in table.values():
        if row.level == "district":
            continue
        parent = table.get(row.parent_code)
        if parent is None:
            raise InvalidInput(f"{row.code} {row.name} 的上级 {row.parent_code} 不在表中。", field="file")
        if parent.level not in LEVELS_ABOVE[row.level]:
            raise InvalidInput(f"{row.code} {row.name} 不能放在 {parent.name} 之下，请核对层级。", field="file")
    twice = Counter((row.parent_code, row.name, row.level) for row in table.values())
    for (parent_code, name, _), count in twice.items():
        if count > 1:
            raise InvalidInput(f"{table[parent_code].name}之下有 {count} 个“{name}”，请核对。", field="file")


def _matched(table: dict[str, Division], by_code: dict[str, Organization]) -> dict[str, str]:
    """Which place of the tree each row means; rows of new places are missing."""
    found: dict[str, str] = {}
    for row in table.values():
        if row.former_code and row.former_code != row.code:
            if row.former_code not in by_code or row.former_code in table or row.code in by_code:
                raise InvalidInput(f"{row.code} {row.name} 的原代码 {row.former_code} 不能对应，请核对。", field="file")
            found[row.code] = row.former_code
        elif row.code in by_code:
            found[row.code] = row.code
    taken = set(found.values())
    if len(taken) < len(found):
        raise InvalidInput("表中有两行的原代码相同，请核对。", field="file")
    appearing = [row for row in table.values() if row.code not in found]
    leaving = [n for n in by_code.values() if n.code not in taken and n.retired_on is None]
    new_names = Counter((row.name, row.level) for row in appearing)
    old_names = Counter((node.name, node.level) for node in leaving)
    old = {(node.name, node.level): node.code for node in leaving}
    for row in appearing:
        key = (row.name, row.level)
        if new_names[key] == old_names[key] == 1:
            found[row.code] = old[key]
    return found


def _doubt(row: Division) -> str:
    return "" if row.former_code else "按名称认定为同一组织，请核对"


def _official_parent(
    node: Organization,
    by_path: dict[str, Organization],
    table: dict[str, Division],
    known_as: dict[str, str],
) -> Organization | None:
    """The nearest place above of which the table speaks: a 片区 of the district's own lies between and is passed."""
    spoken_of = set(known_as.values())
    levels = {row.level for row in table.values()}
    path = node.path[:-PATH_STEP]
    while path:
        above = by_path[path]
        if above.code in spoken_of or above.level in levels:
            return above
        path = path[:-PATH_STEP]
    return None


def _retired(
    nodes: Sequence[Organization], by_path: dict[str, Organization], kept: set[str], levels: set[str]
) -> list[Change]:
    """Places in use of which the table no longer speaks; a level that the table leaves out altogether stays."""
    gone = [n for n in nodes if n.retired_on is None and n.code not in kept and n.level in levels]
    posts = Counter(Post.objects.in_force(today()).values_list("organization_id", flat=True))
    units = Counter(
        ResidentUnit.objects.filter(status=ResidentUnit.Status.ACTIVE).values_list("organization_id", flat=True)
    )
    changes = []
    for node in gone:
        above = by_path[node.path[:-PATH_STEP]]
        told = [
            f"{posts[node.pk]} 个职务随之免去" if posts[node.pk] else "",
            f"仍有 {units[node.pk]} 个驻区单位，导入后请另行调整" if units[node.pk] else "",
        ]
        note = "；".join(filter(None, told))
        changes.append(Change(node.code, node.name, before=above.name, note=note))
    return changes
