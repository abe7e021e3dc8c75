"""Playing the year and holding what was seen against what the rules say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import pytest
from scenarios import agreements, answering, asked, campaigns, collected, heard, inspected, projects, standing, tracked
from scenarios.district import COMMUNITIES, STREETS, Expected, World, open_district
from scenarios.oracle import RUNS, shanghai
from scenarios.playing import Year
from scenarios.telling import RULES, Offices
from scenarios.tracked import RECTIFICATION, TASK, light_of
from scenarios.workdays import ADDED_ON, DAY, FIRST, OWN_HOLIDAY, OWN_WORKDAY
from wording import faults

from core.events import at_moment
from core.models import Delivery, Event
from core.periods import SHANGHAI
from linkage.appeals.models import Appeal
from linkage.assignments.models import Assignment
from linkage.campaigns.models import CampaignStep
from linkage.consultations.models import ConsultationRules
from linkage.contacts.models import ContactRules
from linkage.datacalls.models import DataCallRules
from linkage.inspections.models import InspectionRules
from linkage.lights import standing_of, with_lights
from linkage.models import AgreementRules
from linkage.problems.models import Rectification
from linkage.responsibilities.models import Responsibility
from linkage.secretaryprojects.models import SecretaryProject, SecretaryProjectRules
from linkage.supervision.models import Accountability, Supervision, SupervisionRules
from resources.materials.models import MaterialRules
from tenants.calendars.models import WorkCalendar
from tenants.duties.registry import all_duties
from tenants.notices.models import Notice
from tenants.org.actions.rulebooks import rulebook_edit

MODELS: dict[str, Any] = {
    RECTIFICATION: Rectification,
    TASK: Assignment,
    heard.APPEAL: Appeal,
    campaigns.STEP: CampaignStep,
    projects.PROJECT: SecretaryProject,
    answering.RESPONSIBILITY: Responsibility,
}


@dataclass
class Seen:
    """What lists showed that the rules do not say, and how many rows were looked at."""

    cases: list[list[Any]]
    wrong: list[Any] = field(default_factory=list)
    looked_at: int = 0

    def __call__(self, day: date) -> None:
        """Every list of the day, row by row; and now and then the record pages."""
        expected = {
            (case.kind, case.row.pk): (case, light_of(case, day))
            for cases in self.cases
            for case in cases
            if case.row is not None
        }
        for kind, model in MODELS.items():
            lit = with_lights(model.objects.order_by(), day=day)
            if kind == TASK:
                lit = lit.filter(parent__isnull=False)
            for pk, light, bucket, left in lit.values_list("pk", "light", "bucket", "days_left"):
                self.looked_at += 1
                case, told = expected[kind, pk]
                if told != (light, bucket, left):
                    self.wrong.append((day, case, told, (light, bucket, left)))
            if day.day in (1, 17):
                rules = SupervisionRules.current()
                for row in model.objects.filter(pk__in=[pk for of, pk in expected if of == kind]):
                    found = standing_of(row, day=day, rules=rules)
                    if expected[kind, row.pk][1] != (found.light, found.bucket, found.days_left):
                        self.wrong.append((day, row, found))


def _change_rules(world: World) -> None:
    """What the district sets anew in the course of the year, each in the evening before it holds."""
    changes: list[tuple[date, Any, dict[str, Any]]] = [
        (tracked.CHANGED, SupervisionRules, {"soon_days": 15, "behind_points": 25, "talk_days": 12}),
        (agreements.CHANGED, AgreementRules, {"due_days": [14, 3]}),
        (agreements.SOONER, AgreementRules, {"evaluation_days": 45}),
        (asked.CHANGED, ConsultationRules, {"remind_before": [5, 2, 0]}),
        (standing.VISITS.changes[0][0], ContactRules, {"remind_days": [20, 2]}),
        (projects.CHANGED, SecretaryProjectRules, {"report_days": 15}),
        (collected.CHANGED, DataCallRules, {"remind_before": [5, 0]}),
        (collected.CHANGED, MaterialRules, {"remind_before": [14, 2]}),
        (inspected.SOONER, InspectionRules, {"remind_before": [4, 1]}),
        (inspected.SPOKEN, InspectionRules, {"silence_confirms": False}),
        (
            ADDED_ON,
            WorkCalendar,
            {"extra_holidays": [OWN_HOLIDAY.isoformat()], "extra_workdays": [OWN_WORKDAY.isoformat()]},
        ),
    ]
    for day, book, values in changes:
        world.on(
            day - DAY,
            lambda book=book, values=values: rulebook_edit(  # type: ignore[misc]
                actor=world.actor(world.root), book=book, values=values
            ),
        )


def played(year: Year, kinds: list[Any], cases: Any, posts: standing.Posts, shows: frozenset[str]) -> None:
    """Play the year and hold everything that was seen against what the rules say."""
    world = year.world
    _change_rules(world)
    seen = Seen(cases)
    year.seen = seen
    with pytest.MonkeyPatch.context() as monkeypatch:
        year.play(monkeypatch)
    _everything_falls_on_its_day(kinds, shows)
    assert seen.wrong == [], seen.wrong[:10]
    assert seen.looked_at > 2_000
    _people_are_told(world, Offices(world, posts.terms, kinds))
    # On working days in working hours, once each, and at no other time.
    assert year.done == Counter(dict.fromkeys(RUNS, len(all_duties())))
    assert year.out_of_hours == 0


@contextmanager
def opened() -> Iterator[World]:
    """The evening before the year, in which everything is laid down."""
    with at_moment(shanghai(FIRST - DAY, time(18))):
        world = open_district()
        assert (len(world.streets), len(world.communities)) == (STREETS, COMMUNITIES)
        yield world


def happened() -> list[Expected]:
    """Every event of the platform in the year: orders and talks by the record that they are about."""
    orders = {row.pk: row for row in Supervision.objects.all()}
    talks = {row.pk: row for row in Accountability.objects.all()}
    found: list[Expected] = []
    rows = Event.objects.filter(actor_kind="system", at__gte=shanghai(FIRST, time(0)))
    for at, verb, label, pk, data in rows.values_list("at", "verb", "subject_type", "subject_id", "data"):
        day, stage = at.astimezone(SHANGHAI).date(), str(data.get("stage", ""))
        if label in ("supervision.supervision", "supervision.accountability"):
            row: Any = orders[pk] if label == "supervision.supervision" else talks[pk]
            label, pk = row.subject_type, row.subject_id
            step = stage or (row.kind if isinstance(row, Accountability) else "order")
            stage = f"{row.for_due_on} {step}"
        found.append((day, verb, label, pk, stage))
    return found


def _by_verb(missing: Iterable[Expected], surplus: Iterable[Expected]) -> dict[str, list[str]]:
    """The first few that differ, of each verb: what the rules say and did not happen, and what happened beside them."""
    found: dict[str, list[str]] = defaultdict(list)
    for word, rows in (("missing", missing), ("surplus", surplus)):
        for day, verb, label, pk, stage in sorted(rows):
            if len(found[verb]) < 6:
                found[verb].append(f"{word}: {day} {label} {pk} {stage}")
    return dict(found)


def _everything_falls_on_its_day(kinds: list[Any], shows: frozenset[str]) -> None:
    """Nothing twice, nothing early, nothing late, and nothing else. ``shows`` is what has to have happened at all."""
    expected = Counter(each for kind in kinds for each in kind.expected())
    found = Counter(happened())
    differing = _by_verb(expected - found, found - expected)
    assert differing == {}, differing
    unclear = list(faults(Event.objects.filter(actor_kind="system", at__gte=shanghai(FIRST, time(0)))))
    assert unclear == [], unclear[:10]
    assert shows <= {verb for _, verb, _, _, _ in expected}


def _people_are_told(world: World, offices: Offices) -> None:
    """What the platform did in one street and at the district is told to whoever is in office there, once each."""
    told_of: dict[int, list[str]] = defaultdict(list)
    for pk, name in Notice.objects.values_list("event_id", "user__username"):
        told_of[pk].append(name)
    events = Event.objects.filter(actor_kind="system", verb__in=RULES, at__gte=shanghai(FIRST, time(0)))
    wrong, count = [], 0
    for event in events:
        if event.organization_path == world.root.path or event.organization_path.startswith(world.told.path):
            told = sorted(offices.told(event) or ())
            count += len(told)
            if sorted(told_of[event.pk]) != told:
                wrong.append((event.at, event.verb, event.subject_label, told, told_of[event.pk]))
    assert wrong == [], wrong[:10]
    assert count > 100
    assert not Delivery.objects.filter(done_at=None, event__actor_kind="system").exists()
