"""Who is told of what the platform did: by office, and only while in office.

A community has one person, a street its office and the secretaries whose posts run out in the course of the year, the
district its office and its leader. Units have a head each.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scenarios.district import LEADER, OFFICE, SECURITY, World
from scenarios.inspected import TEAM
from scenarios.standing import Term

from core.models import Event
from core.periods import SHANGHAI
from linkage.models import AgreementParty

BOTH, ONLY_OFFICE = frozenset({OFFICE, LEADER}), frozenset({OFFICE})


@dataclass
class Offices:
    """Who sits where on which day."""

    world: World
    terms: list[Term]
    # The parts of the year, which know who owed what on which day.
    kinds: list[Any] = field(default_factory=list)

    def of(self, path: str, day: date, district: frozenset[str] = BOTH) -> set[str]:
        """Everybody at a place; at the district those of ``district``."""
        if path == self.world.root.path:
            return set(district)
        place = next(each for each in (*self.world.streets, *self.world.communities) if each.path == path)
        found = {place.code}
        for term in self.terms:
            if term.post.organization_id == place.pk and day < min(term.ends, term.left or term.ends):
                found.add(term.post.user.username)
        return found

    def told(self, event: Event) -> set[str] | None:
        """Who has to have got a notice of this event; None where nobody has to."""
        day = event.at.astimezone(SHANGHAI).date()
        rule = RULES.get(event.verb)
        return rule(self, event, day) if rule else None


def _tracked(offices: Offices, event: Event, day: date) -> set[str]:
    """Before the day the place itself, once it is overdue the level above as well."""
    here, path = offices.of(event.organization_path, day), event.organization_path
    return here | (offices.of(path[:-4], day) if event.data["stage"].endswith("overdue") else set())


def _here(offices: Offices, event: Event, day: date) -> set[str]:
    return offices.of(event.organization_path, day)


def _who_runs_and_who_leads(offices: Offices, event: Event, day: date) -> set[str]:
    """The office, and the leading person: of a street whose secretaries have all left, the district's."""
    here = _here(offices, event, day)
    street = any(each.path == event.organization_path for each in offices.world.streets)
    return here | {LEADER} if street and len(here) == 1 else here


def _above(offices: Offices, event: Event, day: date) -> set[str]:
    """The level above; above a department of the district the district itself."""
    return offices.of(event.organization_path[:-4] or event.organization_path, day)


def _who_waits_above(offices: Offices, event: Event, day: date) -> set[str]:
    """The level above, and once it is late the one above that."""
    nearest = event.organization_path[:-4]
    found = offices.of(nearest, day)
    return found | (offices.of(nearest[:-4] or nearest, day) if event.data["stage"].endswith("overdue") else set())


def _parties(offices: Offices, event: Event, day: date) -> set[str]:
    if "with" in event.data:
        return set()
    found: set[str] = set()
    for party in AgreementParty.objects.filter(agreement=event.subject_id).select_related("organization", "unit"):
        number = next((n for n, unit in enumerate(offices.world.units) if unit.pk == party.unit_id), None)
        found |= offices.of(party.organization.path, day) if number is None else {f"dw{number:03d}"}
    return found


def _leaders_side(offices: Offices, event: Event, day: date) -> set[str]:
    return offices.of(event.other_path, day)


def _both_sides(offices: Offices, event: Event, day: date) -> set[str]:
    return _leaders_side(offices, event, day) | _here(offices, event, day)


def _unit_or_place(offices: Offices, event: Event, day: date) -> set[str]:
    """The people of a unit where it is a unit's own matter, else those of the place."""
    number = next((n for n, unit in enumerate(offices.world.units) if unit.pk == event.unit_id), None)
    return _here(offices, event, day) if number is None else {f"dw{number:03d}"}


def _concerned(part: str) -> "Told":
    """The places of which that part of the year says that they were concerned on the day."""

    def told(offices: Offices, event: Event, day: date) -> set[str]:
        kind = next(each for each in offices.kinds if type(each).__name__ == part)
        return {name for path in kind.concerned(event, day) for name in offices.of(path, day)}

    return told


def _asked(offices: Offices, event: Event, day: date) -> set[str]:
    """Those who have not handed in; when it is late the office that asked as well."""
    found = _concerned("Calls")(offices, event, day)
    late = event.data["stage"].endswith("late")
    return found | (offices.of(event.organization_path, day, ONLY_OFFICE) if late else set())


Told = Callable[[Offices, Event, date], set[str]]
RULES: dict[str, Told] = {
    "problem.remind": _who_waits_above,
    "rectification.remind_check": _who_waits_above,
    "rectification.remind": _tracked,
    "assignment.remind": _tracked,
    "responsibility.remind": _tracked,
    "extension.lapse": _here,
    "supervision.draft": _above,
    "accountability.propose": _above,
    "supervision.remind": _here,
    **{
        f"agreement.{verb}": _parties
        for verb in (
            "remind_end",
            "remind_review",
            "remind_due",
            "remind_period",
            "assess",
            "expire",
            "succeed",
            "amend",
        )
    },
    "body.seat_remind": lambda offices, event, day: offices.of(event.organization_path, day, ONLY_OFFICE),
    "body.remind": _who_runs_and_who_leads,
    "meeting.remind": lambda offices, event, day: offices.of(event.organization_path, day, frozenset({LEADER, OFFICE})),
    "consultation.remind_opinion": _here,
    "consultation.remind_reply": lambda offices, event, day: {OFFICE},
    "department.remind_appraisal": _here,
    "contactpoint.remind": _leaders_side,
    "contactpoint.end": _both_sides,
    "clusterunit.remind": _here,
    "campaign.remind": _concerned("Campaigns"),
    "campaignstep.remind": _here,
    "secretaryproject.remind": _here,
    "organization.remind_project": _concerned("Projects"),
    "datacall.remind": _asked,
    "material.remind": _unit_or_place,
    "material.expire": _unit_or_place,
    "inspectiontarget.remind_visit": lambda offices, event, day: {TEAM},
    "inspectiontarget.remind_confirm": _unit_or_place,
    "inspectiontarget.presume": _unit_or_place,
    "inspectiontarget.close": _unit_or_place,
    "inspectiontarget.remind_answer": lambda offices, event, day: set(BOTH),
    "client.remind": lambda offices, event, day: {SECURITY},
    "client.expire": lambda offices, event, day: {SECURITY},
}
