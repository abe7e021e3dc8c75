"""What holds for admissions: something comes along, the district decides, and only what it approves becomes a task."""

from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from stories import in_days
from task_stories import admission_in, admission_terms

from core.errors import InvalidInput, NotAllowed, WrongState
from core.outbox import deliver_waiting
from core.permissions import SYSTEM
from core.waiting import waiting_for
from linkage.admissions.actions.applying import (
    admission_approve,
    admission_create,
    admission_edit,
    admission_submit,
)
from linkage.admissions.models import Admission
from linkage.assignments.models import Assignment
from tenants.notices.models import Notice
from tenants.org.actions.departments import department_retire
from tenants.org.actions.organizations import organization_add


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"basis": ""}, "basis"),
        ({"places": []}, "places"),
        ({"ends_on": in_days(-1)}, "ends_on"),
        ({"starts_on": in_days(9), "ends_on": in_days(8)}, "ends_on"),
        ({"people": "", "funds": 0}, "powers"),
        ({"funds": "-1"}, "funds"),
        ({"funds": "1.005"}, "funds"),
        ({"funds": "很多"}, "funds"),
        ({"funds": Decimal(10) ** 13}, "funds"),
    ],
)
def test_what_an_application_refuses(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        admission_create(actor=SYSTEM, **admission_terms(cast, **changes))
    assert refused.value.field == field
    assert not Admission.objects.exists()


def test_the_district_itself_is_asked_nothing(cast: Cast) -> None:
    with pytest.raises(InvalidInput, match="街道或社区"):
        admission_create(actor=SYSTEM, **admission_terms(cast, places=[cast.root]))


@pytest.mark.parametrize("level", ["area", "grid"])
def test_neither_is_what_is_no_subdistrict_or_community(cast: Cast, level: str) -> None:
    parent = cast.street_a if level == "area" else cast.community_a
    place = organization_add(actor=SYSTEM, parent=parent, level=level, name="东一")
    with pytest.raises(InvalidInput, match="请去掉“东一”") as refused:
        admission_create(actor=SYSTEM, **admission_terms(cast, places=[cast.street_a, place]))
    assert refused.value.field == "places"


def test_a_department_asks_only_for_itself(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        admission_create(actor=cast.actor("department"), **admission_terms(cast, department=cast.outpost_a))


def test_what_is_approved_becomes_a_task_that_names_what_comes_along(cast: Cast) -> None:
    row = admission_in(cast, "submitted", powers="信息查询权限")
    assert not Assignment.objects.exists()
    row = admission_approve(actor=cast.actor("office"), admission=row, note="同意")
    task = row.assignment
    assert (task.kind, task.issuer, task.responsible) == ("admission", cast.root, "区公安分局")
    assert task.support == "下放权限：信息查询权限；下沉人员：每个街道派驻 2 名协管员；拨付经费：50,000.00 元"
    assert "《居住证暂行条例》第四条" in task.content
    assert (task.origin_type, task.origin_id) == ("admissions.admission", row.pk)
    assert {part.organization for part in task.parts.all()} == {cast.street_a, cast.community_a}
    assert {part.support for part in task.parts.all()} == {task.support}
    assert task.due_on == row.ends_on


@pytest.mark.parametrize("status", ["refused", "returned", "withdrawn", "draft"])
def test_what_is_not_approved_puts_nothing_on_anybody(cast: Cast, status: str) -> None:
    admission_in(cast, status)
    assert not Assignment.objects.exists()


def test_what_lay_too_long_is_not_approved_as_it_stands(cast: Cast) -> None:
    row = admission_in(cast, "submitted")
    Admission.objects.filter(pk=row.pk).update(starts_on=in_days(-9), ends_on=in_days(-1))
    with pytest.raises(InvalidInput) as refused:
        admission_approve(actor=SYSTEM, admission=row)
    assert refused.value.field == "ends_on"


@pytest.mark.parametrize("status", Admission.Status.values)
def test_only_a_draft_or_what_was_sent_back_can_be_changed(cast: Cast, status: str) -> None:
    row = admission_in(cast, status)
    given = admission_terms(cast, title="改过的事项", places=[cast.street_b])
    del given["department"]
    if status in ("draft", "returned"):
        row = admission_edit(actor=SYSTEM, admission=row, **given)
        assert list(row.places.all()) == [cast.street_b]
        return
    with pytest.raises(WrongState):
        admission_edit(actor=SYSTEM, admission=row, **given)


def test_who_waits_and_who_is_told(cast: Cast) -> None:
    row = admission_in(cast, "returned")
    admission_in(cast, "submitted")

    def waits(name: str) -> dict[str, int]:
        found = waiting_for(cast.actor(name), shown=3)
        return {w.waiting.kind: w.total for w in found if w.waiting.kind.startswith("admission")}

    assert waits("department") == {"admission.submit": 1}
    assert waits("office") == waits("leader") == {"admission.decide": 1}
    assert waits("street_a") == {}
    admission_submit(actor=cast.actor("department"), admission=row)
    deliver_waiting()

    def told(verb: str) -> set[str]:
        return set(Notice.objects.filter(event__verb=verb).values_list("user__username", flat=True))

    assert told("admission.return") == {"department"}
    assert told("admission.submit") == {"leader", "office"}


def test_a_department_with_an_open_application_stays(cast: Cast) -> None:
    admission_in(cast, "submitted", department=cast.department)
    with pytest.raises(WrongState, match="1 件未审定的准入申请"):
        department_retire(actor=SYSTEM, department=cast.department, reason="机构改革")
