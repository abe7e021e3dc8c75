"""Secretaries' projects, from the draft to the benchmark."""

from typing import Any

from callers import gid
from cast import Cast
from inputs.assignments import picture
from inputs.makers import Good, good
from oversight import problem_in
from project_stories import WORDS, project_in, write_all
from stories import in_days

from core.periods import Quarter, today


@good("secretaryprojectCreate")
def _create(cast: Cast) -> Good:
    return "street_a", {
        "organization": gid(cast.street_a),
        **WORDS,
        "year": today().year,
        "dueOn": str(in_days(100)),
        "secretary": "沈书记",
        "source": gid(problem_in(cast, "reported")),
    }


def _project(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        row = project_in(cast, status)
        return who, {"id": gid(row), "version": row.version, **more}


@good("secretaryprojectConclude")
def _conclude(cast: Cast) -> Good:
    row = write_all(cast, project_in(cast, "running"))
    return "street_a", {"id": gid(row), "version": row.version}


_project("secretaryprojectEdit", "draft", "street_a", **WORDS, dueOn=str(in_days(90)), secretary="沈书记")
_project("secretaryprojectSubmit", "draft", "street_a")
_project("secretaryprojectWithdraw", "submitted", "street_a", reason="另报一个")
_project("secretaryprojectApprove", "submitted", "office", note="同意立项")
_project("secretaryprojectReturn", "submitted", "office", reason="成效要可衡量")
_project("secretaryprojectWrite", "running", "street_a", kind="REPORT", text="调研报告", evidence=picture())
_project("secretaryprojectReport", "running", "street_a", text="过半", progress=60, quarter=str(Quarter.current()))
_project("secretaryprojectCheck", "running", "office", passed=True, findings="按计划推进")
_project("secretaryprojectAccept", "concluding", "office", note="达到目标")
_project("secretaryprojectFail", "concluding", "office", reason="未达到目标", dueOn=str(in_days(30)))
_project("secretaryprojectSucceed", "running", "street_a", secretary="顾书记", reason="原书记调离")
_project("secretaryprojectStop", "running", "office", reason="书记调离")
_project("secretaryprojectHonour", "accepted", "office", reason="可复制推广")
