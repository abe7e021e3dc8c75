"""检查表: the district's reusable lists of what is looked at."""

from typing import Any

from core.changes import changes, snapshot
from core.errors import InvalidInput
from core.events import action, record
from core.permissions import ROOT, Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.inspections.checklists import items_of, lines_of
from linkage.inspections.models import Checklist


@action
def checklist_create(*, actor: Actor, name: str, lines: str) -> Checklist:
    """Keep a checklist of the district; ``lines`` as ``linkage.inspections.checklists`` says."""
    require(actor, Perm.INSPECTION_PLAN, at=ROOT)
    made = Checklist(name=_name(name, None), lines=lines_of(items_of(lines)))
    made.save()
    record("checklist.create", actor=actor, subject=made)
    return made


@action
def checklist_edit(
    *, actor: Actor, checklist: Checklist, name: str, lines: str, version: int | None = None
) -> Checklist:
    """Change it for inspections to come; those that were planned keep their own items."""
    require(actor, Perm.INSPECTION_PLAN, at=ROOT)
    fresh = lock(checklist, version=version)
    check(fresh, "edit")
    before = snapshot(fresh)
    fresh.name, fresh.lines = _name(name, fresh.pk), lines_of(items_of(lines))
    words: dict[str, Any] = {"name": fresh.name, "lines": fresh.lines}
    return advance(fresh, "edit", actor=actor, data=changes(fresh, before), locked=True, **words)


@action
def checklist_retire(*, actor: Actor, checklist: Checklist, version: int | None = None) -> Checklist:
    """Offer it no more."""
    require(actor, Perm.INSPECTION_PLAN, at=ROOT)
    return advance(checklist, "retire", actor=actor, version=version)


@action
def checklist_restore(*, actor: Actor, checklist: Checklist, version: int | None = None) -> Checklist:
    """Offer it again."""
    require(actor, Perm.INSPECTION_PLAN, at=ROOT)
    return advance(checklist, "restore", actor=actor, version=version)


def _name(name: str, own: int | None) -> str:
    text = clean_text(name, "name", "检查表名称", 60)
    others = Checklist.objects.filter(name=text)
    if (others.exclude(pk=own) if own is not None else others).exists():
        raise InvalidInput(f"已有名为“{text}”的检查表，请换一个名称。", field="name")
    return text
