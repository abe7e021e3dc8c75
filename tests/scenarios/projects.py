"""书记项目: who has none, quarters that were not reported, and projects that come to their end or are put right."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial
from typing import Any

from scenarios.campaigns import in_order
from scenarios.district import Expected, World
from scenarios.oracle import FOREVER, Rule, first_run, once_over, shanghai, stages
from scenarios.tracked import OVERDUE, Case, State, soon_stages
from scenarios.workdays import DAY, FIRST

from core.events import at_moment
from core.models import Event
from linkage.extensions.actions import extension_approve, extension_ask
from linkage.secretaryprojects.actions.applying import (
    secretaryproject_approve,
    secretaryproject_create,
    secretaryproject_submit,
    secretaryproject_withdraw,
)
from linkage.secretaryprojects.actions.doing import (
    secretaryproject_conclude,
    secretaryproject_report,
    secretaryproject_write,
)
from linkage.secretaryprojects.actions.judging import (
    secretaryproject_accept,
    secretaryproject_check,
    secretaryproject_fail,
)
from linkage.secretaryprojects.models import SecretaryProject

PROJECT, PLACE = "secretaryprojects.secretaryproject", "org.organization"
# The month in which projects are applied for, and the day after it.
APPLY, OVER = date(2026, 3, 1), date(2026, 4, 1)
# How many days there are to report a quarter; the district changes it once.
CHANGED = date(2026, 7, 1)
REPORT: Rule[int] = Rule(10, ((CHANGED, 15),))
# The first and the last day of each quarter that ends in time for its report to be asked for in the year.
QUARTERS = {
    "2025Q4": (date(2025, 10, 1), date(2025, 12, 31)),
    "2026Q1": (date(2026, 1, 1), date(2026, 3, 31)),
    "2026Q2": (date(2026, 4, 1), date(2026, 6, 30)),
    "2026Q3": (date(2026, 7, 1), date(2026, 9, 30)),
    "2026Q4": (date(2026, 10, 1), date(2026, 12, 31)),
}
EVE, EVENING = FIRST - DAY, time(18)


@dataclass
class Project:
    """A place's project of a year: when there is one, and how it goes if it is carried out."""

    place: Any
    applied: date
    case: Case
    year: int = 2026
    gone: date | None = None
    # Carried out and not being put right, from the first until before the second day.
    runs: list[tuple[date, date]] = field(default_factory=list)
    # The evening of each report, and the quarter of which it is.
    reported: list[tuple[date, str]] = field(default_factory=list)


class Projects:
    """Without ``stories`` nobody has a project in the year, and all places above are called to mind of that."""

    def __init__(self, world: World, *, stories: bool) -> None:
        self.world, self.rng = world, world.rng
        self.projects: list[Project] = []
        if stories:
            self._carry_out()
            self._apply()

    @property
    def cases(self) -> list[Case]:
        return [project.case for project in self.projects]

    def _below(self, street: Any) -> list[Any]:
        return [place for place in self.world.communities if place.path.startswith(street.path)]

    # --- plans -----------------------------------------------------------------------------------------------

    def _carry_out(self) -> None:
        """All streets but one, and some communities of the one whose people are told."""
        places = [*self.world.streets[:13], *self._below(self.world.told)[:11]]
        for number, place in enumerate(places):
            applied = EVE if number % 5 == 0 else date(2026, 1, 6) + self.rng.randint(0, 50) * DAY
            due = date(2026, 8, 1) + self.rng.randint(0, 110) * DAY
            case = Case(PROJECT, place, applied, [State(applied + DAY, due)])
            # One that is under way when the year begins is the one of the year before: its place has none of this year.
            project = Project(place, applied, case, year=applied.year, runs=[(applied + DAY, FOREVER)])
            self.projects.append(project)
            if applied < FIRST:
                with at_moment(shanghai(applied, EVENING)):
                    self._begin(project)
            else:
                self.world.on(applied, partial(self._begin, project))
            fates = (self._silent, self._in_time, self._failed, self._checked, self._put_off)
            fates[number % len(fates)](project, due, self.rng.randint(0, 9))

    def _apply(self) -> None:
        """Drafts that count as applied for: of whole streets in time, of one too late, of one taken back later."""
        for place in self.world.streets[:13]:
            if not any(each.place == place and each.year == 2026 for each in self.projects):
                self._draft(place, date(2026, 2, 20))
        self._draft(self.world.streets[13], date(2026, 3, 19))
        in_time, late, back, again = (self._below(street) for street in self.world.streets[1:5])
        for place in [*in_time, *late[1:], *back, *again]:
            self._draft(place, date(2026, 2, 10))
        self._draft(late[0], date(2026, 3, 25))
        for place, gone in ((back[0], date(2026, 8, 11)), (again[0], date(2026, 9, 28))):
            project = next(each for each in self.projects if each.place == place)
            project.gone = gone
            self.world.on(gone, partial(self._withdraw, project))
        # Another in its place on the same evening: the place is never without one.
        self._draft(again[0], date(2026, 9, 28))

    def _draft(self, place: Any, day: date) -> None:
        project = Project(place, day, Case(PROJECT, place, day, []))
        self.projects.append(project)
        self.world.on(day, partial(self._create, project, date(2026, 12, 20)))

    def _report_on(self, project: Project, day: date, quarter: str, progress: int, named: bool = False) -> None:
        """Told in an evening, of the quarter that follows from the day or, with ``named``, of one that is said."""
        project.reported.append((day, quarter))
        newest = quarter == max(told for _, told in project.reported)
        if newest:
            project.case.evening(day, progress=progress, poor=False)
        self.world.on(day, partial(self._report, project, quarter if named else "", progress))

    def _silent(self, project: Project, due: date, chance: int) -> None:
        """Nothing is reported and nothing is done."""

    def _in_time(self, project: Project, due: date, chance: int) -> None:
        """Each quarter is reported, within it, just after it or when it was called to mind; then it is accepted."""
        self._report_on(project, date(2026, 3, 20), "2026Q1", 20 + chance)
        self._report_on(project, date(2026, 7, 8), "2026Q2", 50 + chance)
        day = due - chance * DAY
        self._conclude_on(project, day)
        project.case.evening(day + 3 * DAY, over=True)
        self.world.on(day + 3 * DAY, partial(self._accept, project))

    def _failed(self, project: Project, due: date, chance: int) -> None:
        """What was missed is told late; then it fails, has to be put right, and is asked to be accepted again."""
        self._report_on(project, date(2026, 4, 22), "2026Q1", 10 + chance, named=True)
        self._report_on(project, date(2026, 6, 10), "2026Q2", 35 + chance)
        day = due + (chance - 5) * DAY
        self._conclude_on(project, day)
        failed, again = day + 6 * DAY, day + (30 + chance) * DAY
        project.case.evening(failed, acting=True, poor=True, due=again, started=failed)
        self.world.on(failed, partial(self._fail, project, again))
        if chance % 2:
            project.case.evening(again + 4 * DAY, acting=False)
            self.world.on(again + 4 * DAY, partial(self._conclude, project))

    def _checked(self, project: Project, due: date, chance: int) -> None:
        """Found poor at mid-term until it is reported anew; the report before is then told of the earlier quarter."""
        project.case.evening(date(2026, 5, 25), poor=True)
        self.world.on(date(2026, 5, 25), partial(self._find_poor, project))
        self._report_on(project, date(2026, 6, 5), "2026Q2", 15 + chance)
        self._report_on(project, date(2026, 6, 29), "2026Q1", 90, named=True)

    def _put_off(self, project: Project, due: date, chance: int) -> None:
        """A later day, agreed to."""
        later, day = due + (20 + chance) * DAY, due - chance * DAY
        project.case.evening(day, due=later)
        self.world.on(day, partial(self._extend, project, later))

    def _conclude_on(self, project: Project, day: date) -> None:
        project.case.evening(day, acting=False, progress=100, poor=False)
        project.runs = [(project.applied + DAY, day + DAY)]
        self.world.on(day, partial(self._conclude, project))

    # --- what people do --------------------------------------------------------------------------------------

    def _create(self, project: Project, due: date) -> None:
        project.case.row = secretaryproject_create(
            actor=self.world.actor(project.place),
            organization=project.place,
            title="破解停车难",
            problem="车位不足",
            goal="新增车位",
            measures="错时共享",
            due_on=due,
            secretary="沈书记",
        )

    def _begin(self, project: Project) -> None:
        self._create(project, project.case.states[0].due)
        row = secretaryproject_submit(actor=self.world.actor(project.place), project=project.case.row)
        secretaryproject_approve(actor=self._above(project), project=row)

    def _above(self, project: Project) -> Any:
        return self.world.actor(self.world.above(project.place))

    def _fresh(self, project: Project) -> Any:
        return SecretaryProject.objects.select_related("organization").get(pk=project.case.row.pk)

    def _withdraw(self, project: Project) -> None:
        actor = self.world.actor(project.place)
        secretaryproject_withdraw(actor=actor, project=self._fresh(project), reason="另选题目")

    def _report(self, project: Project, quarter: str, progress: int) -> None:
        actor, row = self.world.actor(project.place), self._fresh(project)
        secretaryproject_report(actor=actor, project=row, text="推进中", progress=progress, quarter=quarter)

    def _conclude(self, project: Project) -> None:
        actor, row = self.world.actor(project.place), self._fresh(project)
        for kind in row.parts.filter(text="").values_list("kind", flat=True):
            row = secretaryproject_write(actor=actor, project=row, kind=kind, text="已形成")
        secretaryproject_conclude(actor=actor, project=row)

    def _accept(self, project: Project) -> None:
        secretaryproject_accept(actor=self._above(project), project=self._fresh(project))

    def _fail(self, project: Project, due: date) -> None:
        secretaryproject_fail(actor=self._above(project), project=self._fresh(project), reason="未达标", due_on=due)

    def _find_poor(self, project: Project) -> None:
        above, row = self._above(project), self._fresh(project)
        secretaryproject_check(actor=above, project=row, passed=False, findings="进度偏慢")

    def _extend(self, project: Project, later: date) -> None:
        actor, row = self.world.actor(project.place), self._fresh(project)
        asked = extension_ask(actor=actor, subject=row, due_on=later, reason="工期紧", progress=0)
        extension_approve(actor=self._above(project), extension=asked)

    # --- what has to happen ----------------------------------------------------------------------------------

    def expected(self) -> Iterator[Expected]:
        for above in (self.world.root, *self.world.streets):
            for stage, first, end in (("open", APPLY, OVER), ("late", OVER, FOREVER)):
                if (day := self._first_without(above, first, end)) is not None:
                    yield day, "organization.remind_project", PLACE, above.pk, f"2026:{stage}"
        for project in self.projects:
            pk, spells = project.case.row.pk, in_order(project.case.spells())
            for (due, before), day in stages(spells, soon_stages()).items():
                yield day, "secretaryproject.remind", PROJECT, pk, f"{due}:{before}"
            for due, day in once_over(spells, OVERDUE).items():
                yield day, "secretaryproject.remind", PROJECT, pk, f"{due}:overdue"
            yield from project.case.ladder()
            for quarter, day in self._unreported(project):
                yield day, "secretaryproject.remind", PROJECT, pk, quarter

    def _unreported(self, project: Project) -> Iterator[tuple[str, date]]:
        """So many days after a quarter in which it ran, and until the next is over, unless that quarter was told."""
        ends = [*(last for _, last in list(QUARTERS.values())[1:]), FOREVER]
        for (quarter, (_, last)), following in zip(QUARTERS.items(), ends, strict=True):
            told = min((day + DAY for day, of in project.reported if of == quarter), default=FOREVER)
            for start, end in project.runs:
                if start > last + DAY:
                    continue
                for since, until, wait in REPORT.spans():
                    opens = max(last + (1 + wait) * DAY, start, since)
                    day = first_run(opens, min(end, told, following + DAY, until))
                    if day is not None:
                        yield quarter, day
                        break

    def _first_without(self, above: Any, first: date, end: date) -> date | None:
        """The first run within these days on which a place right below has no project of the year."""
        day = first_run(first, end)
        while day is not None and not self.without(above, day):
            day = first_run(day + DAY, end)
        return day

    def without(self, above: Any, day: date) -> set[str]:
        """The places right below that have none that day."""
        root = above == self.world.root
        below = self.world.streets if root else self._below(above)
        have = {
            each.place.path
            for each in self.projects
            if each.year == 2026 and each.applied < day and (each.gone is None or each.gone >= day)
        }
        return {place.path for place in below} - have

    # --- who hears of it -------------------------------------------------------------------------------------

    def concerned(self, event: Event, day: date) -> set[str]:
        places = (self.world.root, *self.world.streets)
        return self.without(next(each for each in places if each.pk == event.subject_id), day)
