"""Lights and buckets of everything that has a due date: one rule for lists, counts, pages and documents.

A model takes part by deriving from ``Timed`` beside ``Stateful`` and naming its ``ACTING`` states: those in which its
own organization still has to act. In any other state (draft, waiting for the level above, over) there is no light.

- red 逾期: the due date is over;
- yellow 滞后: it was found poor, or its progress lags behind the time elapsed by more than the district's tolerance;
- blue 临期: due within the district's number of days;
- otherwise steady. The first that holds counts.

``with_lights(rows)`` adds ``light``, ``bucket`` and ``days_left`` to a queryset, in SQL: filter, count and order by
them. ``standing_of(row)`` says the same of one row in Python. A test holds the two against each other at each boundary.

    rows = with_lights(Assignment.objects.visible_to(actor))
    rows.filter(light=Light.OVERDUE)
    counts = rows.values("light").annotate(n=Count("pk"))
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar, cast

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.lookups import LessThan, LessThanOrEqual

from core.events import action_day
from core.periods import today
from core.rulebook import rule_in_sql
from linkage.supervision.models import SupervisionRules

T = TypeVar("T", bound="Timed")
M = TypeVar("M", bound=models.Model)


class Light(models.TextChoices):
    OVERDUE = "overdue", "红灯：逾期"
    BEHIND = "behind", "黄灯：滞后"
    SOON = "soon", "蓝灯：临期"
    STEADY = "steady", "正常"


class Bucket(models.TextChoices):
    """How many days are left; the district sets where one ends and the next begins (10 and 20 days at first)."""

    OVERDUE = "overdue", "已逾期"
    NEAR = "near", "近期到期"
    MIDDLE = "middle", "稍后到期"
    FAR = "far", "期限较远"


class Timed(models.Model):
    """Has a term and a progress. ``poor`` says that somebody above found the work poor and it was not mended since."""

    # States in which its own organization has to act and time runs.
    ACTING: ClassVar[tuple[str, ...]]
    status: Any

    started_on = models.DateField("开始日期")
    due_on = models.DateField("完成期限")
    progress = models.PositiveSmallIntegerField("进度（%）", default=0, validators=[MaxValueValidator(100)])
    poor = models.BooleanField("成效不佳", default=False)

    class Meta:
        abstract = True

    @property
    def must_act(self) -> bool:
        return self.status in self.ACTING

    @property
    def is_late(self) -> bool:
        """Whether the day it is due is over."""
        return action_day() > self.due_on

    @property
    def has_time(self) -> bool:
        """Whether more time may still be asked for: until the end of the day it is due."""
        return not self.is_late

    @classmethod
    def red(cls, day: date, prefix: str = "") -> Q:
        """Rows with a red light on a day, for counting without ``with_lights``; ``prefix`` leads to them."""
        return Q(**{f"{prefix}status__in": cls.ACTING, f"{prefix}due_on__lt": day})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a running row stands on a day; all None for one that does not run."""

    light: Light | None = None
    bucket: Bucket | None = None
    days_left: int | None = None


def standing_of(row: Timed, *, day: date | None = None, rules: SupervisionRules | None = None) -> Standing:
    """The light, the bucket and the days left (below zero when overdue) of one row.

    Pass ``rules`` (``SupervisionRules.current()``) when asking about several rows.
    """
    if not row.must_act:
        return Standing()
    day, rules = day or today(), rules or SupervisionRules.current()
    left = (row.due_on - day).days
    return Standing(_light(row, day, left, rules), _bucket(left, rules), left)


def _light(row: Timed, day: date, left: int, rules: SupervisionRules) -> Light:
    total, elapsed = (row.due_on - row.started_on).days, (day - row.started_on).days
    if left >= 0 and (row.poor or (row.progress + rules.behind_points) * total < elapsed * 100):
        return Light.BEHIND
    return light_by_day(left, rules)


def light_by_day(left: int, rules: SupervisionRules) -> Light:
    """The light of what has a day and no progress."""
    if left < 0:
        return Light.OVERDUE
    return Light.SOON if left <= rules.soon_days else Light.STEADY


def _bucket(left: int, rules: SupervisionRules) -> Bucket:
    if left < 0:
        return Bucket.OVERDUE
    if left <= rules.near_days:
        return Bucket.NEAR
    return Bucket.MIDDLE if left <= rules.middle_days else Bucket.FAR


def bucket_labels(rules: SupervisionRules) -> dict[str, str]:
    """What the buckets are called in this district, with its days."""
    return {
        Bucket.OVERDUE.value: "逾期",
        Bucket.NEAR.value: f"{rules.near_days} 天以内",
        Bucket.MIDDLE.value: f"{rules.near_days + 1}—{rules.middle_days} 天",
        Bucket.FAR.value: f"{rules.middle_days} 天以上",
    }


class _Days(models.Func):
    """Days from one date to another, as a number."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    arity = 2
    output_field = models.IntegerField()


def _rule(name: str) -> Any:
    return rule_in_sql(SupervisionRules, name)


def _on(day: date | None) -> Any:
    """The day, today if none is given, as dates of a statement are subtracted from."""
    return models.functions.Cast(Value(day or today()), models.DateField())


def _days_left(running: Q, left: _Days) -> Case:
    return Case(When(running, then=left), default=None, output_field=models.IntegerField())


def _light_case(running: Q, left: _Days, *between: When) -> Case:
    """The light by the days left; ``between`` stands what counts after the red light and before the blue one."""
    return Case(
        When(~running, then=None),
        When(LessThan(left, Value(0)), then=Value(Light.OVERDUE.value)),
        *between,
        When(LessThanOrEqual(left, _rule("soon_days")), then=Value(Light.SOON.value)),
        default=Value(Light.STEADY.value),
        output_field=models.CharField(max_length=8),
    )


def near_or_past(column: str, *, day: date | None = None) -> Any:
    """Rows whose day in this column turns blue by the district's rules, or has passed; for what has no light."""
    return LessThanOrEqual(_Days(F(column), _on(day)), _rule("soon_days"))


def with_day_light(
    rows: QuerySet[M], column: str, running: Q, *, day: date | None = None, prefix: str = ""
) -> QuerySet[M]:
    """Add ``light`` and ``days_left`` by the day in a column, null where it does not run; for what has no progress.

    ``prefix`` is put before both names, where the rows have a light of their own.
    """
    left = _Days(F(column), _on(day))
    added = {f"{prefix}days_left": _days_left(running, left), f"{prefix}light": _light_case(running, left)}
    lit: Any = rows.annotate(**added)
    return cast("QuerySet[M]", lit)


def with_lights(rows: QuerySet[T], *, day: date | None = None) -> QuerySet[T]:
    """Add ``light``, ``bucket`` and ``days_left`` to each row; null where it does not run."""
    model: type[Timed] = rows.model
    now = _on(day)
    left, total = _Days(F("due_on"), now), _Days(F("due_on"), F("started_on"))
    points = (F("progress") + _rule("behind_points")) * total
    running = Q(status__in=model.ACTING)
    behind = Q(poor=True) | Q(LessThan(points, _Days(now, F("started_on")) * Value(100)))
    lit: Any = rows.annotate(
        days_left=_days_left(running, left),
        light=_light_case(running, left, When(behind, then=Value(Light.BEHIND.value))),
        bucket=Case(
            When(~running, then=None),
            When(LessThan(left, Value(0)), then=Value(Bucket.OVERDUE.value)),
            When(LessThanOrEqual(left, _rule("near_days")), then=Value(Bucket.NEAR.value)),
            When(LessThanOrEqual(left, _rule("middle_days")), then=Value(Bucket.MIDDLE.value)),
            default=Value(Bucket.FAR.value),
            output_field=models.CharField(max_length=8),
        ),
    )
    return cast("QuerySet[T]", lit)
