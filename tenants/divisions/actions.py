"""Correcting the tree of a district by a division table."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q

from core.errors import InvalidInput, StaleVersion, WrongState
from core.events import action, action_day, record
from core.permissions import ROOT, Actor, Perm, require
from tenants.divisions.plan import Plan, plan_import
from tenants.divisions.table import Division
from tenants.divisions.tree import plant
from tenants.org.actions.posts import end_posts
from tenants.org.models import Organization, Post
from tenants.org.pinyin import sort_key
from tenants.org.succession import from_to, pass_on
from tenants.org.ties import end_with_places
from tenants.org.tree import Paths, count_children, transplant

BY_TABLE = "按区划更正表"
# So many places are named in a refusal; the preview names all.
NAMED = 5


@action
def division_import(*, actor: Actor, rows: Sequence[Division], expected: str = "") -> Plan:
    """Make the tree say what the table says: names, new places, places under another 街道, places that are no more.

    Nothing is deleted and nothing that hangs on a place is lost: a place keeps its row through a new name, code or
    parent, and a place that is no more is retired: posts at it and on its behalf end, and so does what leaders have to
    do with it; all else goes to its successor, as in ``organization_retire``. ``expected`` is the fingerprint of the
    plan that was shown; raises ``StaleVersion`` if the tree has changed since, and ``InvalidInput`` as ``plan_import``
    does, and for places from which something is left to settle or that need a successor and have none.
    """
    require(actor, Perm.ORGANIZATION_EDIT, at=ROOT)
    # One import at a time: the root stands for the whole tree.
    root = Organization.objects.select_for_update().get(depth=1)
    plan = plan_import(rows)
    if expected and expected != plan.fingerprint:
        raise StaleVersion("组织机构刚被修改过，与预览时不同，请重新上传核对。", field="file")
    _refuse_hindered(plan)
    nodes = {node.code: node for node in Organization.objects.all()}
    paths = Paths()
    day = action_day()
    _correct(actor, plan, nodes)
    known = {code: nodes[old] for code, old in plan.known_as.items()}
    _add(actor, plan, known, paths)
    _move(actor, plan, known, paths)
    _retire(actor, plan, nodes, known, day)
    count_children()
    counts = {title: len(changes) for title, changes in plan.groups() if changes}
    if counts:
        note = "、".join(f"{title} {count} 个" for title, count in counts.items())
        record("divisions.import", actor=actor, subject=root, data={"note": note})
    return plan


def _refuse_hindered(plan: Plan) -> None:
    if not plan.hindered:
        return
    told = "；".join(f"“{change.name}”{change.hindrance}" for change in plan.hindered[:NAMED])
    more = len(plan.hindered) - NAMED
    also = f"；另有 {more} 个组织也要先处理，见预览" if more > 0 else ""
    raise InvalidInput(f"有 {len(plan.hindered)} 个组织还不能撤销：{told}{also}。", field="file")


def _correct(actor: Actor, plan: Plan, nodes: dict[str, Organization]) -> None:
    changed: dict[int, Organization] = {}
    for change in plan.recoded:
        node = nodes[plan.known_as[change.code]]
        node.code = change.code
        changed[node.pk] = node
        record("organization.recode", actor=actor, subject=node, data=from_to(change.before, change.after))
    for change in plan.renamed:
        node = nodes[plan.known_as[change.code]]
        node.name, node.pinyin = change.after, sort_key(change.after, 240)
        changed[node.pk] = node
        record("organization.rename", actor=actor, subject=node, data=from_to(change.before, change.after))
    for change in plan.restored:
        node = nodes[plan.known_as[change.code]]
        node.retired_on = None
        changed[node.pk] = node
        record("organization.restore", actor=actor, subject=node, data={"note": BY_TABLE})
    for node in changed.values():
        node.version += 1
    fields = ["code", "name", "pinyin", "retired_on", "version"]
    Organization.objects.bulk_update(changed.values(), fields, batch_size=500)


def _add(actor: Actor, plan: Plan, known: dict[str, Organization], paths: Paths) -> None:
    order = ["subdistrict", "area", "community", "grid"]
    rows = sorted((plan.rows[change.code] for change in plan.added), key=lambda row: (order.index(row.level), row.code))
    for node in plant(rows, known, paths):
        record("organization.create", actor=actor, subject=node, data={"code": node.code})


def _move(actor: Actor, plan: Plan, known: dict[str, Organization], paths: Paths) -> None:
    for change in plan.moved:
        # An earlier move may have taken this place along.
        node = Organization.objects.get(pk=known[change.code].pk)
        parent = Organization.objects.get(pk=known[plan.rows[change.code].parent_code].pk)
        transplant(node, parent, paths)
        record("organization.move", actor=actor, subject=node, data=from_to(change.before, change.after))


def _retire(
    actor: Actor, plan: Plan, nodes: dict[str, Organization], known: dict[str, Organization], day: date
) -> None:
    gone = [nodes[change.code] for change in plan.retired]
    if not gone:
        return
    # Out of use first: what is retired together stays together, and takes no name from what comes to a successor.
    Organization.objects.filter(pk__in=[node.pk for node in gone]).update(retired_on=day, version=F("version") + 1)
    for node in gone:
        if node.code in plan.heirs:
            _hand_over(actor, node.pk, known[plan.heirs[node.code]].pk)
    end_with_places(actor, gone, BY_TABLE)
    end_posts(actor, Post.objects.filter(Q(organization__in=gone) | Q(home_organization__in=gone)), day, BY_TABLE)
    for node in Organization.objects.filter(pk__in=[node.pk for node in gone]):
        data = {"note": BY_TABLE}
        if node.code in plan.heirs:
            heir = plan.rows[plan.heirs[node.code]].name
            data = {"to": heir, "note": f"并入{heir}；{BY_TABLE}"}
        record("organization.retire", actor=actor, subject=node, data=data)


def _hand_over(actor: Actor, place_key: int, heir_key: int) -> None:
    # An earlier place may have taken along what lies in it.
    place, heir = (Organization.objects.get(pk=key) for key in (place_key, heir_key))
    try:
        pass_on(actor, place, heir)
    except (InvalidInput, WrongState) as refusal:
        raise InvalidInput(f"“{place}”不能并入“{heir}”：{refusal.message}", field="file") from refusal
