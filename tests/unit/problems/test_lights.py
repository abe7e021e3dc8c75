"""Lights and buckets: the same in SQL and in Python, at each boundary."""

from datetime import date, timedelta

import pytest
from cast import Cast
from oversight import rectification_in

from linkage.lights import Bucket, Light, bucket_labels, standing_of, with_lights
from linkage.problems.models import Rectification
from linkage.supervision.models import SupervisionRules

DUE = date(2026, 9, 30)


@pytest.fixture
def row(cast: Cast) -> Rectification:
    """From 22 June to 30 September: 100 days."""
    found = rectification_in(cast, "rectifying")
    return change(found, started_on=DUE - timedelta(days=100), due_on=DUE, progress=100)


def change(row: Rectification, **values: object) -> Rectification:
    Rectification.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


def both(row: Rectification, day: date) -> tuple[str | None, str | None, int | None]:
    """What SQL says; and Python says the same."""
    found = with_lights(Rectification.objects.filter(pk=row.pk), day=day).get()
    told = standing_of(row, day=day)
    assert (told.light, told.bucket, told.days_left) == (found.light, found.bucket, found.days_left)
    return found.light, found.bucket, found.days_left


@pytest.mark.parametrize(
    ("left", "light", "bucket"),
    [
        (-400, Light.OVERDUE, Bucket.OVERDUE),
        (-1, Light.OVERDUE, Bucket.OVERDUE),
        (0, Light.SOON, Bucket.NEAR),
        (1, Light.SOON, Bucket.NEAR),
        (10, Light.SOON, Bucket.NEAR),
        (11, Light.STEADY, Bucket.MIDDLE),
        (20, Light.STEADY, Bucket.MIDDLE),
        (21, Light.STEADY, Bucket.FAR),
        (100, Light.STEADY, Bucket.FAR),
    ],
)
def test_days_left(row: Rectification, left: int, light: Light, bucket: Bucket) -> None:
    assert both(row, DUE - timedelta(days=left)) == (light, bucket, left)


@pytest.mark.parametrize(
    ("elapsed", "progress", "behind"),
    [
        (0, 0, False),
        (10, 0, False),  # ten points behind are allowed
        (11, 0, True),
        (50, 40, False),
        (50, 39, True),
        (100, 90, False),
        (100, 89, True),
        (-5, 0, False),  # not begun
    ],
)
def test_progress_against_time(row: Rectification, elapsed: int, progress: int, behind: bool) -> None:
    change(row, progress=progress)
    light, _, _ = both(row, row.started_on + timedelta(days=elapsed))
    assert (light == Light.BEHIND) is behind


def test_a_term_of_no_days_is_never_behind(row: Rectification) -> None:
    change(row, started_on=DUE, progress=0)
    assert both(row, DUE) == (Light.SOON, Bucket.NEAR, 0)
    assert both(row, DUE + timedelta(days=1))[0] == Light.OVERDUE


def test_poor_work_is_yellow_until_it_is_overdue(row: Rectification) -> None:
    change(row, poor=True)
    assert both(row, row.started_on)[0] == Light.BEHIND
    assert both(row, DUE)[0] == Light.BEHIND
    assert both(row, DUE + timedelta(days=1))[0] == Light.OVERDUE


@pytest.mark.parametrize("status", list(Rectification.Status.values))
def test_only_what_the_place_has_to_do_has_a_light(cast: Cast, status: str) -> None:
    found = change(rectification_in(cast, status), started_on=DUE - timedelta(days=9), due_on=DUE)
    light, bucket, left = both(found, DUE + timedelta(days=1))
    assert (light is not None) is (status in Rectification.ACTING)
    assert (light is None) == (bucket is None) == (left is None)


def test_the_rules_of_the_district_count(row: Rectification) -> None:
    rules = SupervisionRules.current()
    rules.soon_days, rules.near_days, rules.middle_days, rules.behind_points = 3, 5, 7, 0
    rules.save()
    change(row, progress=97)
    day = DUE - timedelta(days=3)
    assert both(row, day) == (Light.SOON, Bucket.NEAR, 3)
    assert both(row, day - timedelta(days=1)) == (Light.STEADY, Bucket.NEAR, 4)
    assert both(row, day - timedelta(days=3)) == (Light.STEADY, Bucket.MIDDLE, 6)
    assert both(row, day - timedelta(days=5)) == (Light.STEADY, Bucket.FAR, 8)
    change(row, progress=96)
    assert both(row, day)[0] == Light.BEHIND
    assert bucket_labels(rules) == {"overdue": "逾期", "near": "5 天以内", "middle": "6—7 天", "far": "7 天以上"}


def test_every_combination_agrees(cast: Cast) -> None:
    """A grid of dates and progress, in one statement against Python."""
    found = rectification_in(cast, "rectifying")
    rules = SupervisionRules.current()
    for total in (0, 1, 9, 10, 30):
        for progress in (0, 33, 50, 99, 100):
            change(found, started_on=DUE - timedelta(days=total), due_on=DUE, progress=progress)
            for left in (-2, 0, 1, 5, 10, 11, 29):
                day = DUE - timedelta(days=left)
                read = with_lights(Rectification.objects.filter(pk=found.pk), day=day).get()
                told = standing_of(found, day=day, rules=rules)
                assert (read.light, read.bucket) == (told.light, told.bucket), (total, progress, left)
