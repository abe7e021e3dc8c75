"""Registering duties and reminders. Packages do so in modules that their ``AppConfig.ready`` imports."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

Work = Callable[[date], int]

_duties: dict[str, Work] = {}


@dataclass(frozen=True)
class Due:
    """One thing to say: about which record, which stage of the reminder, and what the event tells (``note``: in words).

    A stage is said once about a record, ever. What comes again each quarter names the quarter in its stage.
    """

    subject: Any
    stage: str
    data: Mapping[str, Any] = field(default_factory=dict)


Finder = Callable[[date], Iterable[Due]]


def duty(name: str) -> Callable[[Work], Work]:
    """Register ``function(day) -> how many``: done once on every day on which the district works, within its hours.

    It does everything that has fallen due up to and including ``day``, so that a day missed is made up on the next;
    and it may be killed at any point and begun again, so it must find out by itself what is done already.
    """

    def keep(work: Work) -> Work:
        if _duties.setdefault(name, work) is not work:
            raise ValueError(f"there is a duty {name} already")
        return work

    return keep


def reminder(name: str, *, verb: str) -> Callable[[Finder], Finder]:
    """Register ``function(day) -> Dues``: the platform records an event of ``verb`` for each that was not said yet.

    Whom it reaches is said by ``tell`` for the verb, as for every event.
    """

    def keep(find: Finder) -> Finder:
        from tenants.duties.running import say_new

        duty(name)(lambda day: say_new(name, verb, find(day)))
        return find

    return keep


def stage_for(days_left: int, stages: Iterable[int], *, late: str | None = None, late_after: int = 1) -> str | None:
    """The stage that is due so many days before the end: the last one passed; None before the first.

    Past the end it is ``late``, from so many days on; None where nothing is said then.

    With stages 30, 7 and 1: ``"30"`` from 30 to 8 days before, ``"7"`` from 7 to 2. A late run therefore says
    only the newest stage, not all that it missed.
    """
    if days_left < 0:
        return late if -days_left >= late_after else None
    passed = [stage for stage in stages if days_left <= stage]
    return str(min(passed)) if passed else None


def left_in_words(left: int, late: str = "已逾期") -> str:
    """还剩 3 天, 今天到期, or how late it is: 已逾期 2 天."""
    return f"{late} {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还剩 {left} 天"


def unsaid(rows: QuerySet[Any], name: str, stage: str | Combinable) -> QuerySet[Any]:
    """Those of ``rows`` about which this stage of the reminder was not said yet: the others need not be read again.

    A stage that names the due date is an expression of ``OuterRef``.
    """
    from tenants.duties.models import Reminder

    model = rows.model._meta.label_lower
    said = Reminder.objects.filter(name=name, subject_type=model, subject_id=OuterRef("pk"), stage=stage)
    return rows.filter(~Exists(said))


def all_duties() -> dict[str, Work]:
    return dict(_duties)
