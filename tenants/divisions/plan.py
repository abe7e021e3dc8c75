"""What a corrected division table would change, before anything is changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from core.errors import InvalidInput
from core.periods import today
from core.permissions import PATH_STEP
from tenants.divisions.table import Division
from tenants.org.models import Organization, Post
from tenants.org.succession import hanging_on, unfit_successor
from tenants.org.ties import endings_of_places, ties_of_places
from tenants.org.tree import LEVELS_ABOVE


@dataclass(frozen=True, slots=True)
class Change:
    """One place and what happens to it. ``before`` and ``after`` are words for people.

    ``hindrance`` says what has to be done before the table can be imported; nothing where nothing stands in the way.
    """

    code: str
    name: str
    before: str = ""
    after: str = ""
    note: str = ""
    hindrance: str = ""


@dataclass(frozen=True)
class Plan:
    """The differences between a table and the tree. Nothing is ever deleted: what is gone from the table is retired."""

    # The places that there will be, by code.
    rows: dict[str, Division]
    # Code in the table → code under which the place stands in the tree today.
    known_as: dict[str, str]
    # Code in the tree of a place that is no more → code in the table of the place that takes over.
    heirs: dict[str, str] = field(default_factory=dict)
    added: list[Change] = field(default_factory=list)
    renamed: list[Change] = field(default_factory=list)
    recoded: list[Change] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    restored: list[Change] = field(default_factory=list)
    retired: list[Change] = field(default_factory=list)

    @property
    def hindered(self) -> list[Change]:
        """What cannot be done yet; as long as there is any, nothing of the table is."""
        return [change for change in self.retired if change.hindrance]

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
        content = [
            [title, [[c.code, c.before, c.after, self.heirs.get(c.code)] for c in changes]]
            for title, changes in self.groups()
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def plan_import(rows: Sequence[Division]) -> Plan:
    """Compare a table with the tree of the current district.

    A place is known by its code; by ``former_code`` where the table gives one; and, because a code changes with the
    街道 in which a place lies, by its name when exactly one place of that name and level disappears and one appears.
    A row that names a successor is of a place that is no more, as is a place without a row.
    Raises ``InvalidInput`` for a table of another district, a missing or unfit parent or successor, or a changed level.
    """
    table = {row.code: row for row in rows if not row.successor_code}
    leaving = {row.code: row for row in rows if row.successor_code}
    nodes = list(Organization.objects.order_by("path"))
    by_code = {node.code: node for node in nodes}
    by_path = {node.path: node for node in nodes}
    root = nodes[0]
    _check(table, root)
    plan = Plan(table, _matched(table, by_code, leaving))
    plan.heirs.update(_heirs(plan, leaving, by_code, by_path))
    kept = set(plan.known_as.values())
    for row in table.values():
        node = by_code.get(plan.known_as.get(row.code, ""))
        parent = table.get(row.parent_code)
        where = parent.name if parent else ""
        if node is None:
            plan.added.append(Change(row.code, row.name, after=where))
            continue
        _check_level(row, node)
        if node.code != row.code:
            plan.recoded.append(Change(row.code, row.name, node.code, row.code, _doubt(row)))
        if node.name != row.name:
            plan.renamed.append(Change(row.code, row.name, node.name, row.name))
        above = _official_parent(node, by_path, table, plan.known_as)
        if parent is not None and above is not None and above.code != plan.known_as.get(parent.code):
            plan.moved.append(Change(row.code, row.name, above.name, where))
        if node.retired_on is not None:
            plan.restored.append(Change(row.code, row.name, after=where))
    levels = {row.level for row in table.values()}
    in_use = [node for node in nodes if node.retired_on is None and node.code not in kept]
    gone = [node for node in in_use if node.level in levels or node.code in plan.heirs]
    plan.retired.extend(_retirements(plan, gone, nodes, by_path))
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


def _matched(table: dict[str, Division], by_code: dict[str, Organization], leaving: Container[str]) -> dict[str, str]:
    """Which place of the tree each row means; rows of new places are missing."""
    found: dict[str, str] = {}
    for row in table.values():
        if row.former_code and row.former_code != row.code:
            known = row.former_code in by_code and row.former_code not in leaving
            if not known or row.former_code in table or row.code in by_code:
                raise InvalidInput(f"{row.code} {row.name} 的原代码 {row.former_code} 不能对应，请核对。", field="file")
            found[row.code] = row.former_code
        elif row.code in by_code:
            found[row.code] = row.code
    taken = set(found.values())
    if len(taken) < len(found):
        raise InvalidInput("表中有两行的原代码相同，请核对。", field="file")
    appearing = [row for row in table.values() if row.code not in found]
    going = [n for n in by_code.values() if n.code not in taken and n.code not in leaving and n.retired_on is None]
    new_names = Counter((row.name, row.level) for row in appearing)
    old_names = Counter((node.name, node.level) for node in going)
    old = {(node.name, node.level): node.code for node in going}
    for row in appearing:
        key = (row.name, row.level)
        if new_names[key] == old_names[key] == 1:
            found[row.code] = old[key]
    return found


def _check_level(row: Division, node: Organization) -> None:
    if node.level != row.level:
        raise InvalidInput(f"{row.code} {row.name} 的层级与现有记录不一致，请核对。", field="file")


def _heirs(
    plan: Plan, leaving: dict[str, Division], by_code: dict[str, Organization], by_path: dict[str, Organization]
) -> dict[str, str]:
    """Who takes over from each place that is no more, by the rules for a single one."""
    code_now = {old: code for code, old in plan.known_as.items()}
    for row in leaving.values():
        node, heir = by_code.get(row.code), plan.rows.get(row.successor_code)
        if node is None:
            raise InvalidInput(f"{row.code} {row.name} 不在现有组织中，不能并入别处，请核对。", field="file")
        _check_level(row, node)
        if heir is None:
            why = "也要并入别处" if row.successor_code in leaving else "不在表中"
            raise InvalidInput(f"{row.code} {row.name} 要并入的 {row.successor_code} {why}，请核对。", field="file")
        above = by_path[node.path[:-PATH_STEP]]
        # Where the place above goes as well, whoever takes over from it stands above.
        going = leaving.get(above.code)
        code = going.successor_code if going else code_now.get(above.code, "")
        name = plan.rows[code].name if code in plan.rows else above.name
        if unfit := unfit_successor(node.level, name, heir.level, is_above=heir.code == code):
            raise InvalidInput(f"{row.code} {row.name} {unfit}，请核对“并入”。", field="file")
    return {code: row.successor_code for code, row in leaving.items() if by_code[code].retired_on is None}


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


def _retirements(
    plan: Plan, gone: Sequence[Organization], nodes: Sequence[Organization], by_path: dict[str, Organization]
) -> list[Change]:
    """What happens to each place that is no more, and what has to be done before."""
    posts = Counter(Post.objects.in_force(today()).filter(organization__in=gone).values_list("organization", flat=True))
    leave = {node.code for node in gone} | {plan.known_as[change.code] for change in plan.moved}
    stay = [node for node in nodes if node.depth > 1 and node.retired_on is None and node.code not in leave]
    hanging = hanging_on(gone, Counter(by_path[node.path[:-PATH_STEP]].pk for node in stay))
    ties, endings = ties_of_places(gone), endings_of_places(gone)
    changes = []
    for node in gone:
        heir = plan.rows[plan.heirs[node.code]].name if node.code in plan.heirs else ""
        left, tied, ending = ("、".join(each.get(node.pk, [])) for each in (hanging, ties, endings))
        told = [
            f"{posts[node.pk]} 个职务随之免去" if posts[node.pk] else "",
            f"{ending.strip()}随之结束" if ending else "",
            f"{left.strip()}转给{heir}" if left and heir else "",
        ]
        first = [
            f"还有{left}，请保留这一行，在“并入”列填写接收组织的代码" if left and not heir else "",
            f"还有{tied}，请先了结" if tied else "",
        ]
        note, hindrance = ("；".join(filter(None, words)) for words in (told, first))
        above, after = by_path[node.path[:-PATH_STEP]].name, f"并入{heir}" if heir else ""
        changes.append(Change(node.code, node.name, above, after, note, hindrance))
    return changes
