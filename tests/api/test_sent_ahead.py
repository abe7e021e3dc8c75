"""Files sent ahead are handed in with any record by their id, once, and only if the rest succeeds."""

from base64 import b64encode
from typing import Any

import pytest
from callers import Caller, gid
from cast import Cast
from samples import png
from stories import staged_in
from task_stories import assignment_in

from linkage.assignments.models import Assignment
from resources.models import StagedFile

REPORT = "assignmentReport"


@pytest.fixture
def task(cast: Cast) -> Assignment:
    return assignment_in(cast, "active")


def hand_in(caller: Caller, task: Assignment, *files: dict[str, Any], progress: int = 50) -> Any:
    return caller.do(REPORT, "", id=gid(task), progress=progress, text="过半", evidence=list(files))["errors"]


def test_it_becomes_the_records_own(cast: Cast, task: Assignment, street: Caller) -> None:
    staged = staged_in(cast, by="street_a", shade=7)
    written = {"name": "签到表.png", "contentBase64": b64encode(png(8)).decode()}
    assert hand_in(street, task, {"name": "现场.png", "upload": gid(staged)}, written) == []
    files = task.reports.get().files.order_by("pk")
    assert [(file.name, file.file.read()) for file in files] == [("现场.png", png(7)), ("签到表.png", png(8))]
    staged.refresh_from_db()
    assert staged.used_at is not None
    (error,) = hand_in(street, task, {"name": "现场.png", "upload": gid(staged)})
    assert (error["code"], error["field"]) == ("WRONG_STATE", "uploads")


def test_a_refusal_leaves_it_to_be_used(cast: Cast, task: Assignment, street: Caller) -> None:
    staged = staged_in(cast, by="street_a")
    (error,) = hand_in(street, task, {"name": "现场.png", "upload": gid(staged)}, progress=900)
    assert error["field"] == "progress"
    staged.refresh_from_db()
    assert staged.used_at is None
    assert hand_in(street, task, {"name": "现场.png", "upload": gid(staged)}) == []


def test_somebody_elses_is_not_found(cast: Cast, task: Assignment, street: Caller) -> None:
    staged = staged_in(cast, by="unit_a")
    (error,) = hand_in(street, task, {"name": "现场.png", "upload": gid(staged)})
    assert error["code"] == "NOT_FOUND"
    assert not task.reports.exists()


def test_either_the_bytes_or_the_upload(cast: Cast, task: Assignment, street: Caller) -> None:
    staged = staged_in(cast, by="street_a")
    both = {"name": "甲.png", "upload": gid(staged), "contentBase64": b64encode(png()).decode()}
    for file in ({"name": "甲.png"}, both):
        (error,) = hand_in(street, task, file)
        assert (error["code"], error["field"]) == ("INVALID_INPUT", "evidence")
        assert "二选一" in error["message"] or "其中一项" in error["message"]
    assert StagedFile.objects.get().used_at is None


def test_no_more_than_twenty(cast: Cast, task: Assignment, street: Caller) -> None:
    staged = staged_in(cast, by="street_a")
    (error,) = hand_in(street, task, *({"name": f"{n}.png", "upload": gid(staged)} for n in range(21)))
    assert "20" in error["message"]


def test_each_only_once(cast: Cast, task: Assignment, street: Caller) -> None:
    """The same upload twice is one file, as the same bytes twice are."""
    staged = staged_in(cast, by="street_a")
    assert hand_in(street, task, *({"name": f"{n}.png", "upload": gid(staged)} for n in range(2))) == []
    assert task.reports.get().files.count() == 1
