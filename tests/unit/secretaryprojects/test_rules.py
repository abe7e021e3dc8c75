"""书记项目 (S4): who applies and who judges, what is refused in words, of which quarter a report is, what is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from cast import Cast
from oversight import on_day, problem_in
from project_stories import project_in, project_terms, write_all
from stories import in_days

from core.errors import DomainError, InvalidInput, NotAllowed, WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import Quarter, today
from linkage.secretaryprojects.actions import applying, doing, judging
from linkage.secretaryprojects.cover import missing
from linkage.secretaryprojects.models import SecretaryProject, SecretaryProjectRules
from linkage.secretaryprojects.reminders import applications, quarters
from linkage.secretaryprojects.ties import open_projects
from tenants.notices.models import Notice
from tenants.org.actions.organizations import organization_retire

# In the middle of the year, so that terms do not run out of it.
APPROVED = date(2026, 2, 3)


def running(cast: Cast) -> SecretaryProject:
    with on_day(APPROVED):
        project = applying.secretaryproject_create(
            actor=cast.actor("street_a"), **project_terms(cast, due_on=date(2026, 11, 30))
        )
        project = applying.secretaryproject_submit(actor=cast.actor("street_a"), project=project)
        return applying.secretaryproject_approve(actor=cast.actor("office"), project=project)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (lambda cast: {"title": " "}, "title"),
        (lambda cast: {"problem": ""}, "problem"),
        (lambda cast: {"goal": ""}, "goal"),
        (lambda cast: {"measures": ""}, "measures"),
        (lambda cast: {"due_on": in_days(-1)}, "due_on"),
        (lambda cast: {"due_on": date(today().year + 2, 1, 1)}, "due_on"),
        (lambda cast: {"year": today().year - 1}, "year"),
        (lambda cast: {"year": today().year + 2}, "year"),
        (lambda cast: {"organization": cast.root}, "organization"),
        (lambda cast: {"source": problem_in(cast, "reported", organization=cast.street_a)}, "source"),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused_by_its_field(cast: Cast, changes: Any, field: str) -> None:
    given = {**project_terms(cast), **changes(cast)}
    if field == "source":
        # Street A's own problem is not community A's.
        given["organization"] = cast.community_a
    actor = cast.actor("office" if field == "organization" else "street_a")
    with pytest.raises((InvalidInput, NotAllowed)) as refused:
        applying.secretaryproject_create(actor=actor, **given)
    assert isinstance(refused.value, NotAllowed) or refused.value.field == field
    assert not SecretaryProject.objects.exists()


def test_without_a_secretary_in_office_one_is_named(cast: Cast) -> None:
    terms = project_terms(cast, organization=cast.street_b, secretary="")
    with pytest.raises(InvalidInput, match="请填写书记姓名"):
        applying.secretaryproject_create(actor=cast.actor("street_b"), **terms)
    named = applying.secretaryproject_create(actor=cast.actor("street_b"), **{**terms, "secretary": "陆书记"})
    assert (named.secretary, named.post) == ("陆书记", None)


def test_a_retired_place_applies_for_nothing(cast: Cast) -> None:
    organization_retire(
        actor=cast.actor("office"), organization=cast.community_a, reason="合并", successor=cast.community_b
    )
    with pytest.raises(DomainError, match="撤销"):
        applying.secretaryproject_create(
            actor=cast.actor("street_a"), **project_terms(cast, organization=cast.community_a)
        )


@pytest.mark.parametrize("name", ["street_a", "street_b", "community_a", "unit_a", "system"])
def test_only_the_level_above_judges(cast: Cast, name: str) -> None:
    """Nobody judges the own project, nor one of a place beside or above."""
    submitted = project_in(cast, "submitted")
    for judge in (applying.secretaryproject_approve, judging.secretaryproject_accept):
        with pytest.raises(NotAllowed):
            judge(actor=cast.actor(name), project=submitted)
    with pytest.raises(NotAllowed):
        judging.secretaryproject_check(actor=cast.actor(name), project=submitted, passed=True, findings="好")


@pytest.mark.parametrize("name", ["street_b", "community_a", "unit_a", "security"])
def test_only_the_place_itself_and_those_above_carry_it_out(cast: Cast, name: str) -> None:
    project, actor = project_in(cast, "running"), cast.actor(name)
    with pytest.raises(NotAllowed):
        doing.secretaryproject_report(actor=actor, project=project, text="过半", progress=60)
    with pytest.raises(NotAllowed):
        doing.secretaryproject_write(actor=actor, project=project, kind="report", text="报告")
    with pytest.raises(NotAllowed):
        doing.secretaryproject_conclude(actor=actor, project=project)


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "concluding", "accepted", "withdrawn"])
def test_a_quarter_is_reported_only_while_it_is_carried_out(cast: Cast, status: str) -> None:
    with pytest.raises(WrongState):
        doing.secretaryproject_report(
            actor=cast.actor("street_a"), project=project_in(cast, status), text="过半", progress=60
        )


def test_what_fails_has_to_be_put_right_by_a_day_to_come(cast: Cast) -> None:
    project, office = project_in(cast, "concluding"), cast.actor("office")
    with pytest.raises(InvalidInput, match="不能早于今天"):
        judging.secretaryproject_fail(actor=office, project=project, reason="未达标", due_on=in_days(-1))
    project = judging.secretaryproject_fail(actor=office, project=project, reason="未达标", due_on=in_days(9))
    assert (project.status, project.poor, project.started_on) == ("rectifying", True, today())


def test_only_what_was_accepted_becomes_a_benchmark(cast: Cast) -> None:
    with pytest.raises(WrongState):
        judging.secretaryproject_honour(
            actor=cast.actor("office"), project=project_in(cast, "concluding"), reason="可推广"
        )


class TestQuarters:
    def told(self, project: SecretaryProject) -> dict[str, int]:
        return {f"{row.year}Q{row.quarter}": row.progress for row in project.reports.all()}

    def report(self, cast: Cast, project: SecretaryProject, day: date, progress: int, quarter: str = "") -> Any:
        with on_day(day):
            return doing.secretaryproject_report(
                actor=cast.actor("street_a"), project=project, text="推进中", progress=progress, quarter=quarter
            )

    def test_just_after_its_end_it_is_of_the_quarter_that_is_over(self, cast: Cast) -> None:
        project = self.report(cast, running(cast), date(2026, 4, 10), 30)
        project = self.report(cast, project, date(2026, 4, 10), 40)
        assert self.told(project) == {"2026Q1": 30, "2026Q2": 40}

    def test_later_it_is_of_the_quarter_in_which_one_is(self, cast: Cast) -> None:
        project = self.report(cast, running(cast), date(2026, 4, 11), 30)
        assert self.told(project) == {"2026Q2": 30}

    def test_a_quarter_that_was_missed_is_told_by_its_name(self, cast: Cast) -> None:
        """And does not put back how far the project stands by the newer word."""
        project = self.report(cast, running(cast), date(2026, 5, 11), 50)
        project = self.report(cast, project, date(2026, 6, 1), 20, "2026Q1")
        assert self.told(project) == {"2026Q1": 20, "2026Q2": 50}
        assert project.progress == 50

    @pytest.mark.parametrize("quarter", ["2025Q4", "2026Q3", "2026Q5", "去年"])
    def test_no_other_quarter_is_told(self, cast: Cast, quarter: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            self.report(cast, running(cast), date(2026, 5, 11), 50, quarter)
        assert refused.value.field == "quarter"

    def test_a_quarter_before_it_ran_is_not_told(self, cast: Cast) -> None:
        with pytest.raises(InvalidInput, match="可以报告的是2026年第一季度"):
            self.report(cast, running(cast), date(2026, 2, 20), 5, "2025Q4")

    def test_the_one_that_is_missing_is_called_to_mind_after_its_days(self, cast: Cast) -> None:
        project = running(cast)

        def called(day: date) -> list[str]:
            return [due.stage for due in quarters(day)]

        assert called(date(2026, 4, 10)) == []
        assert called(date(2026, 4, 11)) == ["2026Q1"]
        self.report(cast, project, date(2026, 4, 20), 10, "2026Q1")
        assert called(date(2026, 4, 21)) == []
        rules = SecretaryProjectRules.current()
        rules.report_days = 3
        rules.save()
        assert called(date(2026, 7, 3)) == []
        assert called(date(2026, 7, 4)) == ["2026Q2"]


def test_who_applied_is_not_called_upon(cast: Cast) -> None:
    """In the month of the rules and after it, by the place above, and those places alone that have none."""
    year = today().year
    march = date(year, 3, 2)

    def called(day: date) -> dict[str, str]:
        return {str(due.subject): due.stage for due in applications(day)}

    assert called(march - timedelta(days=5)) == {}
    assert called(march) == dict.fromkeys(("静安区", "江宁路街道", "石门二路街道"), f"{year}:open")
    project_in(cast, "draft", organization=cast.community_a)
    assert set(called(march)) == {"静安区", "石门二路街道"}
    assert called(march + timedelta(days=40))["静安区"] == f"{year}:late"
    assert cast.community_a not in missing(year)


def test_the_history_says_of_which_quarter_a_report_was(cast: Cast) -> None:
    project = write_all(cast, project_in(cast, "running"))
    doing.secretaryproject_report(actor=cast.actor("street_a"), project=project, text="签约三家", progress=70)
    said = Event.objects.filter(verb="secretaryproject.report").last()
    assert said.data["quarter"] == str(Quarter.current())
    assert said.data["note"].endswith("签约三家")


@pytest.mark.parametrize("status", ["running", "concluding", "rectifying"])
def test_what_is_not_carried_out_any_more_is_stopped_from_above(cast: Cast, status: str) -> None:
    """The secretary has left, or the place is merged: neither a light nor the place waits for it any longer."""
    project = project_in(cast, status)
    with pytest.raises(NotAllowed):
        judging.secretaryproject_stop(actor=cast.actor("street_a"), project=project, reason="书记调离")
    project = judging.secretaryproject_stop(actor=cast.actor("office"), project=project, reason="书记调离")
    assert (project.status, project.must_act, open_projects([cast.street_a])) == ("withdrawn", False, {})
    assert cast.street_a in missing(today().year)
    assert project_in(cast, "running", secretary="新书记").year == project.year


@pytest.mark.parametrize("status", ["running", "concluding", "rectifying"])
def test_another_secretary_takes_over(cast: Cast, status: str) -> None:
    """Whoever is in office if no name is given; the history says from whom to whom, and the level above is told."""
    project, street = project_in(cast, status), cast.actor("street_a")
    with pytest.raises(InvalidInput, match="无需变更"):
        applying.secretaryproject_succeed(actor=street, project=project, secretary="沈书记", reason="调离")
    holder = applying.secretary_of(cast.street_a)
    assert holder is not None
    done = applying.secretaryproject_succeed(actor=street, project=project, reason="原书记调离")
    assert (done.secretary, done.post, done.status) == (holder.user.name, holder, status)
    event = Event.objects.get(verb="secretaryproject.succeed")
    assert event.data["changed"]["secretary"] == ["沈书记", holder.user.name]
    assert f"书记：沈书记 → {holder.user.name}" in event.data["note"]
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["office"], event=event).exists()
