"""建 and 领 and 晒: the organization's own part."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.changes import changes, snapshot
from core.errors import InvalidInput, NotFound, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.responsibilities.models import Responsibility
from tenants.org.models import Organization
from tenants.org.tenure import keep_in_use

Status = Responsibility.Status


@action
def responsibility_build(
    *,
    actor: Actor,
    organization: Organization,
    year: int,
    holder: str,
    category: str,
    title: str,
    content: str,
    started_on: date,
    due_on: date,
    measures: str = "",
    post: str = "",
    responsible: str = "",
) -> Responsibility:
    """建: put an item on the organization's list for a year, by itself or by a level above.

    Raises ``InvalidInput`` for a period outside the year, for a due date that is over (it would be red at once), and
    where the list has the same item for the same holder.
    """
    require(actor, Perm.RESPONSIBILITY_EDIT, at=organization.place)
    keep_in_use([organization], purpose="建立责任清单", field="organization")
    row = Responsibility(organization=organization, year=_clean_year(year), built_at=now())
    _fill(row, holder, category, title, content, measures, post, responsible, started_on, due_on)
    row.number = next_number("responsibility", row.year, "ZR-{year}-{number:04d}")
    row.save()
    record("responsibility.build", actor=actor, subject=row, data=facts(row))
    return row


@action
def responsibility_edit(
    *,
    actor: Actor,
    responsibility: Responsibility,
    holder: str,
    category: str,
    title: str,
    content: str,
    started_on: date,
    due_on: date,
    measures: str = "",
    post: str = "",
    responsible: str = "",
    version: int | None = None,
) -> Responsibility:
    """Change an item that is not published yet."""
    require(actor, Perm.RESPONSIBILITY_EDIT, at=responsibility.place)
    fresh = lock(responsibility, version=version)
    if fresh.status not in Responsibility.OPEN:
        raise WrongState("只有公示前的责任事项可以修改；已公示的请在下一年度调整。", field="status")
    before = snapshot(fresh)
    _fill(fresh, holder, category, title, content, measures, post, responsible, started_on, due_on)
    fresh.version += 1
    fresh.save()
    record("responsibility.edit", actor=actor, subject=fresh, data={**facts(fresh), **changes(fresh, before)})
    return fresh


@action
def responsibility_claim(
    *,
    actor: Actor,
    responsibility: Responsibility,
    responsible: str = "",
    post: str = "",
    version: int | None = None,
) -> Responsibility:
    """领: whoever answers for it takes it on by name; ``InvalidInput`` where nobody is named yet."""
    require(actor, Perm.RESPONSIBILITY_EDIT, at=responsibility.place)
    fresh = lock(responsibility, version=version)
    check(fresh, "claim")
    person = clean_text(responsible, "responsible", "责任人", 60, required=not fresh.responsible) or fresh.responsible
    held = clean_text(post, "post", "职务", 60, required=False) or fresh.post
    data = {**facts(fresh), "note": f"责任人：{person}"}
    return advance(fresh, "claim", actor=actor, data=data, locked=True, responsible=person, post=held, claimed_at=now())


@action
def responsibility_publish(
    *, actor: Actor, responsibility: Responsibility, version: int | None = None
) -> Responsibility:
    """晒: show it to all; from here on it cannot be changed."""
    require(actor, Perm.RESPONSIBILITY_EDIT, at=responsibility.place)
    return advance(
        responsibility, "publish", actor=actor, data=facts(responsibility), version=version, published_at=now()
    )


@action
def responsibility_discard(
    *, actor: Actor, responsibility: Responsibility, reason: str, version: int | None = None
) -> Responsibility:
    """Take an item off the list before it is published; its number is not used again."""
    require(actor, Perm.RESPONSIBILITY_EDIT, at=responsibility.place)
    text = clean_text(reason, "reason", "作废原因", 500)
    data = {"reason": text, **facts(responsibility)}
    return advance(responsibility, "discard", actor=actor, data=data, version=version)


@action
def responsibility_copy(*, actor: Actor, organization: Organization, year: int) -> list[Responsibility]:
    """Build the list of ``year`` from that of the year before: the items that it does not have yet, unclaimed.

    Persons are left out: whoever answers now claims anew. What would be over by now, or was put off beyond its year,
    is due at the end of the year.
    Raises ``NotFound`` where there is nothing left to copy.
    """
    require(actor, Perm.RESPONSIBILITY_EDIT, at=organization.place)
    keep_in_use([organization], purpose="建立责任清单", field="organization")
    target = _clean_year(year)
    living = Responsibility.objects.filter(organization=organization).exclude(status=Status.DISCARDED)
    have = set(living.filter(year=target).values_list("holder", "title"))
    old = [row for row in living.filter(year=target - 1).order_by("pk") if (row.holder, row.title) not in have]
    if not old:
        raise NotFound(f"{organization}没有可以从 {target - 1} 年复制的责任事项。", field="year")
    return [_copy(actor, row, target) for row in old]


def _copy(actor: Actor, row: Responsibility, year: int) -> Responsibility:
    last = date(year, 12, 31)
    due_on = _a_year_on(row.due_on) if row.due_on.year < year else last
    made = Responsibility(
        number=next_number("responsibility", year, "ZR-{year}-{number:04d}"),
        year=year,
        organization=row.organization,
        built_at=now(),
        **{name: getattr(row, name) for name in ("holder", "post", "category", "title", "content", "measures")},
        started_on=_a_year_on(row.started_on),
        due_on=due_on if due_on >= action_day() else last,
    )
    made.save()
    record("responsibility.build", actor=actor, subject=made, data={**facts(made), "note": f"复制自 {row.number}"})
    return made


def _a_year_on(day: date) -> date:
    """The same day of the next year; the 29th of February becomes the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def facts(row: Responsibility) -> dict[str, Any]:
    """What every event of an item tells."""
    return {"number": row.number, "year": row.year, "above_path": row.place_above.path}


def _clean_year(year: int) -> int:
    this = action_day().year
    if isinstance(year, bool) or not isinstance(year, int) or not this <= year <= this + 1:
        raise InvalidInput(f"只能建立 {this} 年或 {this + 1} 年的责任清单。", field="year")
    return year


def _fill(
    row: Responsibility,
    holder: str,
    category: str,
    title: str,
    content: str,
    measures: str,
    post: str,
    responsible: str,
    started_on: date,
    due_on: date,
) -> None:
    row.holder = _one_of(holder, Responsibility.Holder.values, "holder", "责任主体")
    row.category = _one_of(category, Responsibility.Category.values, "category", "类别")
    row.title = clean_text(title, "title", "责任事项", 120)
    row.content = clean_text(content, "content", "责任内容", 2000)
    row.measures = clean_text(measures, "measures", "落实措施", 2000, required=False)
    row.post = clean_text(post, "post", "职务", 60, required=False)
    row.responsible = clean_text(responsible, "responsible", "责任人", 60, required=False)
    if started_on.year != row.year:
        raise InvalidInput(f"起止日期应在 {row.year} 年内。", field="started_on")
    if due_on < started_on:
        raise InvalidInput("完成期限不能早于开始日期。", field="due_on")
    # What stays as it is may have passed since, or have been put off into the next year.
    if due_on != row.due_on:
        if due_on.year != row.year:
            raise InvalidInput(f"起止日期应在 {row.year} 年内。", field="due_on")
        if due_on < action_day():
            raise InvalidInput("完成期限不能早于今天。", field="due_on")
    row.started_on, row.due_on = started_on, due_on
    same = Responsibility.objects.filter(
        organization=row.organization, year=row.year, holder=row.holder, title=row.title
    ).exclude(status=Status.DISCARDED)
    if same.exclude(pk=row.pk).exists():
        raise InvalidInput(f"{row.organization} {row.year} 年的清单里已有这一责任事项。", field="title")


def _one_of(value: str, known: Iterable[str], field: str, label: str) -> str:
    if value not in known:
        raise InvalidInput(f"请选择{label}。", field=field)
    return value
