"""One year of a whole district: everything that the platform does by itself falls on the day that the rules say.

267 communities in 14 streets with the real tree of 静安区. What has to happen on which day is worked out in plain
Python from the rules of the guide, with a calendar of its own; then the year is played and every event of the
platform is compared: nothing twice, nothing early, nothing late, and nothing else.

It is played twice, each time with a part of the kinds, so that two workers share the time that it takes: most of it
goes into asking some forty duties on two hundred and forty days whether there is anything to do.
"""

from typing import Any

import pytest
from django.conf import settings
from scenarios import (
    agreements,
    answering,
    asked,
    campaigns,
    collected,
    covering,
    heard,
    inspected,
    meeting,
    projects,
    standing,
    tracked,
)
from scenarios.playing import Year
from scenarios.year import MODELS, opened, played

from core.duedates import due_kinds
from linkage.subjects import tracked_models
from tenants.duties.registry import all_duties

pytestmark = pytest.mark.usefixtures("district")


def test_a_year_of_work_that_is_asked_of_places() -> None:
    """整改, 任务, 专项工作, 书记项目 and 责任 with their lights and the ladder; agreements."""
    with opened() as world:
        posts = standing.Posts(world)
        cases, steps = tracked.Tracked(world), campaigns.Campaigns(world)
        secretaries = projects.Projects(world, stories=True)
        answered = answering.Responsibilities(world)
        kinds: list[Any] = [
            cases,
            steps,
            secretaries,
            agreements.Agreements(world),
            posts,
            standing.Reports(),
            answered,
        ]
    lists = [cases.cases, steps.cases, secretaries.cases, answered.cases]
    played(Year(world), kinds, lists, posts, covering.ASKED_OF_PLACES)


def test_a_year_of_what_is_heard_and_of_what_stands_until_its_day() -> None:
    """Appeals, whistles, proposals, bulletins, data calls, inspections, consultations, bodies that meet; and posts,
    plans, needs, resources, materials, applications.
    """
    with opened() as world:
        posts = standing.Posts(world)
        appealed = heard.Appeals(world)
        kinds: list[Any] = [
            posts,
            standing.Contacts(world, posts.terms),
            standing.Clusters(world),
            standing.Listings(world),
            appealed,
            heard.Whistles(world),
            heard.Bulletins(world),
            standing.Reports(),
            asked.Proposals(world),
            collected.Calls(world),
            collected.Materials(world),
            inspected.Inspections(world),
            projects.Projects(world, stories=False),
            asked.Consultations(world),
            meeting.Bodies(world),
            standing.Clients(world),
        ]
    played(Year(world), kinds, [appealed.cases], posts, covering.HEARD_AND_STANDING)


def test_a_new_timed_thing_has_its_place_in_the_year() -> None:
    """See CONTRIBUTING, "Add something timed"."""
    duties = set(all_duties())
    assert duties == set(covering.DUTIES)
    beat = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert beat == {*covering.BEAT, *covering.BEAT_APART}
    dates = {kind.kind for kind in due_kinds()}
    assert dates == {*covering.CALENDAR, *covering.ONLY_SHOWN}
    assert {model._meta.label_lower for model in tracked_models()} <= {*MODELS, *covering.TRACKED_APART}
    # Whatever is named as part of the year happens in one of its halves.
    shown = covering.ASKED_OF_PLACES | covering.HEARD_AND_STANDING
    assert {*covering.DUTIES.values(), *covering.BEAT.values(), *covering.CALENDAR.values()} <= shown
