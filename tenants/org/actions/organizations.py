"""Single places of the tree: add, correct, retire, restore. Many at once are corrected by ``division_import``."""

from core.errors import InvalidInput, WrongState
from core.events import action, action_day, record
from core.permissions import Actor, Perm, require
from core.transitions import refuse_stale
from core.values import clean_text
from tenants.org.actions.posts import end_posts, held_at, sent_by
from tenants.org.models import Organization
from tenants.org.pinyin import sort_key
from tenants.org.succession import from_to, hanging_on, move_below, neighbours, pass_on, unfit_successor
from tenants.org.ties import endings_of_places, ties_of_places
from tenants.org.tree import (
    CODE_RULE,
    LEVELS_ABOVE,
    OWN_LEVELS,
    Paths,
    code_fits,
    count_children,
    next_code,
)

LONGEST_NAME = 60


@action
def organization_add(*, actor: Actor, parent: Organization, level: str, name: str, code: str = "") -> Organization:
    """Add a place below another.

    片区 and 网格 get a code of their own where none is given. Raises ``InvalidInput`` for a level that does not lie
    below that of ``parent``, a retired parent, a name that a neighbour of the same level has, and a code that does not
    fit or that any place has or had.
    """
    require(actor, Perm.ORGANIZATION_EDIT, at=parent.place)
    _lock_tree()
    if level not in LEVELS_ABOVE:
        raise InvalidInput("请选择层级：街道、片区、社区或网格。", field="level")
    parent = Organization.objects.get(pk=parent.pk)
    _check_parent(parent, level)
    if not code and level in OWN_LEVELS:
        code = next_code(parent)
    path = Paths().next_below(parent.path)
    place = Organization(level=level, path=path, depth=parent.depth + 1, numchild=0)
    place.name = _name(name, parent, place)
    place.code = _code(code, place)
    place.pinyin = sort_key(place.name, 240)
    place.save()
    count_children()
    record("organization.create", actor=actor, subject=place, data={"code": place.code})
    return place


@action
def organization_edit(
    *,
    actor: Actor,
    organization: Organization,
    name: str,
    code: str | None = None,
    parent: Organization | None = None,
    version: int | None = None,
) -> Organization:
    """Give a place another name, code or parent; what is None stays. All below it and all that hangs on it go along.

    A new parent needs the right there too. Events keep the path of their day, and no path is given out twice. Raises
    ``WrongState`` for a retired place and ``InvalidInput`` as ``organization_add`` does; of the district itself only
    the name can be changed.
    """
    require(actor, Perm.ORGANIZATION_EDIT, at=organization.place)
    if parent is not None:
        require(actor, Perm.ORGANIZATION_EDIT, at=parent.place)
    _lock_tree()
    place = _fresh(organization, version)
    if place.retired_on is not None:
        raise WrongState(f"“{place}”已撤销，请先恢复再修改。", field="retired_on")
    above = Organization.objects.get_parent(place)
    new_parent = above if parent is None else Organization.objects.get(pk=parent.pk)
    if above is None and (new_parent is not None or (code or place.code).strip() != place.code):
        raise InvalidInput("区一级只能修改名称，代码和隶属由平台运维人员管理。", field="parent" if parent else "code")
    if new_parent != above:
        _check_parent(new_parent, place.level)
    old_name, old_code = place.name, place.code
    place.name = _name(name, new_parent, place)
    place.pinyin = sort_key(place.name, 240)
    if code is not None and code.strip() != old_code:
        place.code = _code(code, place)
        record("organization.recode", actor=actor, subject=place, data=from_to(old_code, place.code))
    if place.name != old_name:
        record("organization.rename", actor=actor, subject=place, data=from_to(old_name, place.name))
    if (place.name, place.code) != (old_name, old_code):
        place.version += 1
        place.save(update_fields=["name", "pinyin", "code", "version"])
    if new_parent != above:
        move_below(actor, place, new_parent, Paths())
        count_children()
    return _read_again(place)


@action
def organization_retire(
    *,
    actor: Actor,
    organization: Organization,
    reason: str,
    successor: Organization | None = None,
    version: int | None = None,
) -> Organization:
    """Take a place out of use; its row, its code and all its records stay.

    Places below it, units in it and open business go to ``successor``: a place in use of the same level, for a 片区 or
    网格 also the one above. Posts at it and on its behalf end. Raises ``InvalidInput`` naming what needs a successor
    where none is given, and ``WrongState`` for what nobody can take over and has to be settled first.
    """
    require(actor, Perm.ORGANIZATION_EDIT, at=organization.place)
    if successor is not None:
        require(actor, Perm.ORGANIZATION_EDIT, at=successor.place)
    text = clean_text(reason, "reason", "撤销原因", 500)
    _lock_tree()
    place = _fresh(organization, version)
    if place.level == Organization.Level.DISTRICT:
        raise WrongState("区一级不能撤销，停用整个区请联系平台运维人员。", field="level")
    if place.retired_on is not None:
        raise WrongState("该组织已撤销，无需重复办理。", field="retired_on")
    if ties := [*ties_of_places([place]).get(place.pk, []), *endings_of_places([place]).get(place.pk, [])]:
        raise WrongState(f"“{place}”还有{'、'.join(ties)}，请先了结再撤销。", field="retired_on")
    data = {"reason": text}
    if successor is not None:
        heir = Organization.objects.get(pk=successor.pk)
        _check_successor(place, heir)
        pass_on(actor, place, heir)
        count_children()
        data = {"to": heir.name, "note": f"并入{heir}；{text}"}
    elif hanging := hanging_on([place], {place.pk: _children(place)})[place.pk]:
        raise InvalidInput(f"“{place}”还有{'、'.join(hanging)}，请选择并入的组织。", field="successor")
    end_posts(actor, held_at(place) | sent_by(place), action_day(), text)
    place.retired_on = action_day()
    place.version += 1
    place.save(update_fields=["retired_on", "version"])
    record("organization.retire", actor=actor, subject=place, data=data)
    return _read_again(place)


@action
def organization_restore(
    *, actor: Actor, organization: Organization, reason: str = "", version: int | None = None
) -> Organization:
    """Take a retired place into use again. What went to its successor and who held posts at it do not come back.

    Raises ``WrongState`` for a place in use and ``InvalidInput`` where the place above is retired or a neighbour has
    taken the name.
    """
    require(actor, Perm.ORGANIZATION_EDIT, at=organization.place)
    text = clean_text(reason, "reason", "恢复原因", 500, required=False)
    _lock_tree()
    place = _fresh(organization, version)
    if place.retired_on is None:
        raise WrongState("该组织在用，无需恢复。", field="retired_on")
    parent = Organization.objects.get_parent(place)
    _check_parent(parent, place.level)
    _name(place.name, parent, place)
    place.retired_on = None
    place.version += 1
    place.save(update_fields=["retired_on", "version"])
    record("organization.restore", actor=actor, subject=place, data={"reason": text})
    return place


def _lock_tree() -> None:
    """One change of the tree at a time: the root stands for the whole tree, as in ``division_import``."""
    Organization.objects.select_for_update().get(depth=1)


def _fresh(organization: Organization, version: int | None) -> Organization:
    place: Organization = Organization.objects.select_for_update().get(pk=organization.pk)
    refuse_stale(place, version)
    return place


def _read_again(place: Organization) -> Organization:
    fresh: Organization = Organization.objects.get(pk=place.pk)
    return fresh


def _check_parent(parent: Organization, level: str) -> None:
    if parent.retired_on is not None:
        raise InvalidInput(f"“{parent}”已撤销，请选择在用的上级组织。", field="parent")
    if parent.level not in LEVELS_ABOVE[level]:
        label = Organization.Level(level).label
        possible = "或".join(Organization.Level(each).label for each in sorted(LEVELS_ABOVE[level], reverse=True))
        raise InvalidInput(f"{label}应放在{possible}之下，请另选上级组织。", field="parent")


def _name(name: str, parent: Organization | None, place: Organization) -> str:
    """The clean name, which no neighbour of the same level in use has."""
    text = clean_text(name, "name", "名称", LONGEST_NAME).replace("\n", "").replace("\t", "")
    if parent is not None and neighbours(parent, place.level).filter(name=text).exclude(pk=place.pk).exists():
        raise InvalidInput(f"{parent}之下已有同级的“{text}”，请换一个名称。", field="name")
    return text


def _code(code: str, place: Organization) -> str:
    text = code.strip()
    if not code_fits(text, place.level):
        raise InvalidInput(CODE_RULE, field="code")
    other = Organization.objects.filter(code=text).exclude(pk=place.pk).first()
    if other is not None:
        way = "；它已撤销，可以恢复使用" if other.retired_on else ""
        raise InvalidInput(f"代码 {text} 是“{other}”的{way}，请核对。", field="code")
    return text


def _check_successor(place: Organization, heir: Organization) -> None:
    above = Organization.objects.get_parent(place)
    if heir.retired_on is not None or heir.pk == place.pk:
        raise InvalidInput("请选择另一个在用的组织。", field="successor")
    if unfit := unfit_successor(place.level, str(above), heir.level, is_above=heir == above):
        raise InvalidInput(f"{unfit}，请重新选择。", field="successor")


def _children(place: Organization) -> int:
    count: int = Organization.objects.get_children(place).filter(retired_on=None).count()
    return count
