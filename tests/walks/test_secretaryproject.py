"""Row 23: 书记项目 from the application to the benchmark (S4)."""

from io import BytesIO

import pytest
from cast import Cast
from docx import Document
from oversight import problem_in
from project_stories import project_in, project_terms, write_all
from stories import in_days

from core.errors import InvalidInput, WrongState
from core.history import history_of
from core.origins import origin_of
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import SYSTEM
from core.waiting import waiting_for
from linkage.secretaryprojects.actions.applying import (
    secretaryproject_approve,
    secretaryproject_create,
    secretaryproject_submit,
    secretaryproject_withdraw,
)
from linkage.secretaryprojects.actions.doing import secretaryproject_conclude, secretaryproject_report
from linkage.secretaryprojects.actions.judging import (
    secretaryproject_accept,
    secretaryproject_check,
    secretaryproject_fail,
    secretaryproject_honour,
)
from linkage.secretaryprojects.cover import cover_of, missing
from linkage.secretaryprojects.document import project_document
from linkage.secretaryprojects.models import SecretaryProjectRules
from tenants.notices.models import Notice
from tenants.org.actions.rulebooks import rulebook_edit


def kinds(cast: Cast, name: str) -> set[str]:
    found = waiting_for(cast.actor(name), shown=3)
    return {each.waiting.kind for each in found if each.waiting.kind.startswith("secretaryproject")}


def test_from_the_problem_to_the_benchmark(cast: Cast) -> None:
    mine, office = cast.actor("street_a"), cast.actor("office")
    assert kinds(cast, "street_a") == {"secretaryproject.apply"}
    problem = problem_in(cast, "reported", organization=cast.street_a)
    terms = project_terms(cast, secretary="", source=problem)
    project = secretaryproject_create(actor=mine, **terms)
    assert project.post is not None
    assert project.post.user == cast.users["street_a_secretary"]
    assert origin_of(project, seen_by=mine) == problem
    assert kinds(cast, "street_a") == {"secretaryproject.submit"}
    project = secretaryproject_submit(actor=mine, project=project)
    assert kinds(cast, "office") == {"secretaryproject.review"}
    project = secretaryproject_approve(actor=office, project=project, note="同意立项")
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["street_a"], event__verb="secretaryproject.approve").exists()
    project = secretaryproject_check(actor=office, project=project, passed=False, findings="进度偏慢")
    assert project.poor
    for progress in (30, 60):
        project = secretaryproject_report(actor=mine, project=project, text="新增车位", progress=progress)
    assert not project.poor
    assert [report.progress for report in project.reports.all()] == [60]
    with pytest.raises(WrongState, match="还没有填写：形成一个报告、创造一条经验、打造一个标杆"):
        secretaryproject_conclude(actor=mine, project=project)
    project = secretaryproject_conclude(actor=mine, project=write_all(cast, project))
    project = secretaryproject_fail(actor=office, project=project, reason="少 20 个车位", due_on=in_days(20))
    project = secretaryproject_conclude(actor=mine, project=project)
    assert kinds(cast, "office") == {"secretaryproject.accept"}
    project = secretaryproject_accept(actor=office, project=project)
    project = secretaryproject_honour(actor=office, project=project, reason="全区推广")
    assert history_of(project)[0].what == "评为标杆项目"
    assert project_document(project) == project_document(project)
    words = "".join(line.text for line in Document(BytesIO(project_document(project))).paragraphs)
    assert "打造一个标杆" in words


def test_one_a_year_until_it_is_withdrawn(cast: Cast) -> None:
    first = project_in(cast, "submitted")
    with pytest.raises(InvalidInput, match="每年只报一个"):
        project_in(cast, "draft")
    secretaryproject_withdraw(actor=cast.actor("street_a"), project=first, reason="另报")
    assert project_in(cast, "draft").year == today().year


def test_who_has_none_is_seen_by_street(cast: Cast) -> None:
    project_in(cast, "draft")
    assert set(missing(today().year)) == {cast.street_b, cast.community_a, cast.community_b}
    covered = {each.street: (each.wanted, each.missing) for each in cover_of([cast.street_a], today().year)}
    assert covered == {cast.street_a: (2, 1)}
    rulebook_edit(actor=SYSTEM, book=SecretaryProjectRules, values={"communities": False})
    assert set(missing(today().year)) == {cast.street_b}
