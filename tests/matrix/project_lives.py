"""How a secretary's project comes into a state, and how each verb is done to it."""

from cast import Cast
from matrix.lives import Life, inner
from project_stories import WORDS, project_in, write_all
from stories import in_days

from core.permissions import SYSTEM
from linkage.secretaryprojects.actions import applying, doing, judging
from linkage.secretaryprojects.models import SecretaryProject


def made(cast: Cast, status: str, verb: str) -> SecretaryProject:
    project = project_in(cast, status)
    return write_all(cast, project) if (status, verb) == ("running", "conclude") else project


def edit(row: SecretaryProject) -> SecretaryProject:
    return applying.secretaryproject_edit(actor=SYSTEM, project=row, due_on=in_days(100), **WORDS)


PROJECT = Life(
    SecretaryProject,
    made,
    {
        "edit": edit,
        "submit": lambda row: applying.secretaryproject_submit(actor=SYSTEM, project=row),
        "withdraw": lambda row: applying.secretaryproject_withdraw(actor=SYSTEM, project=row, reason="另报"),
        "approve": lambda row: applying.secretaryproject_approve(actor=SYSTEM, project=row),
        "return": lambda row: applying.secretaryproject_return(actor=SYSTEM, project=row, reason="补充"),
        "write": lambda row: doing.secretaryproject_write(actor=SYSTEM, project=row, kind="report", text="报告"),
        "report": lambda row: doing.secretaryproject_report(actor=SYSTEM, project=row, text="过半", progress=60),
        "check": lambda row: judging.secretaryproject_check(actor=SYSTEM, project=row, passed=True, findings="正常"),
        "extend": lambda row: inner(row, "extend"),
        "conclude": lambda row: doing.secretaryproject_conclude(actor=SYSTEM, project=row),
        "accept": lambda row: judging.secretaryproject_accept(actor=SYSTEM, project=row),
        "fail": lambda row: judging.secretaryproject_fail(
            actor=SYSTEM, project=row, reason="未达标", due_on=in_days(30)
        ),
        "succeed": lambda row: applying.secretaryproject_succeed(
            actor=SYSTEM, project=row, secretary="顾书记", reason="调离"
        ),
        "stop": lambda row: judging.secretaryproject_stop(actor=SYSTEM, project=row, reason="书记调离"),
        "honour": lambda row: judging.secretaryproject_honour(actor=SYSTEM, project=row, reason="可推广"),
    },
    apart=True,
)

LIVES = [PROJECT]
