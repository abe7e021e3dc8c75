"""How tasks, responsibilities and admissions come into a state, and how each verb is done to them."""

from matrix.lives import Life, inner
from task_stories import admission_in, assignment_in, responsibility_in

from core.permissions import SYSTEM
from linkage.admissions.actions import applying
from linkage.admissions.models import Admission
from linkage.assignments.actions import dispatching, working
from linkage.assignments.models import Assignment
from linkage.responsibilities.actions import checking, items
from linkage.responsibilities.actions import working as working_items
from linkage.responsibilities.models import Responsibility
from tenants.org.models import Organization

ASSIGNMENT = Life(
    Assignment,
    lambda cast, status, verb: assignment_in(cast, status),
    {
        "accept": lambda row: working.assignment_accept(actor=SYSTEM, assignment=row),
        "split": lambda row: dispatching.assignment_split(
            actor=SYSTEM, assignment=row, organizations=Organization.objects.filter(name="新安居委会")
        ),
        "report": lambda row: working.assignment_report(actor=SYSTEM, assignment=row, progress=5, text="进展"),
        "submit": lambda row: working.assignment_submit(actor=SYSTEM, assignment=row, outcome="完成"),
        "extend": lambda row: inner(row, "extend"),
        "gather": lambda row: inner(row, "gather"),
        "finish": lambda row: inner(row, "finish"),
        "return": lambda row: working.assignment_return(actor=SYSTEM, assignment=row, reason="不全"),
        "verify": lambda row: working.assignment_verify(actor=SYSTEM, assignment=row),
        "withdraw": lambda row: dispatching.assignment_withdraw(actor=SYSTEM, assignment=row, reason="不用了"),
    },
)

RESPONSIBILITY = Life(
    Responsibility,
    lambda cast, status, verb: responsibility_in(cast, status),
    {
        "claim": lambda row: items.responsibility_claim(actor=SYSTEM, responsibility=row, responsible="沈书记"),
        "publish": lambda row: items.responsibility_publish(actor=SYSTEM, responsibility=row),
        "report": lambda row: working_items.responsibility_report(
            actor=SYSTEM, responsibility=row, progress=40, text="已研究两次"
        ),
        "submit": lambda row: working_items.responsibility_submit(
            actor=SYSTEM, responsibility=row, outcome="已研究四次"
        ),
        "return": lambda row: checking.responsibility_return(actor=SYSTEM, responsibility=row, reason="少一次"),
        "extend": lambda row: inner(row, "extend"),
        "check": lambda row: checking.responsibility_check(
            actor=SYSTEM, responsibility=row, passed=True, findings="已落实"
        ),
        "accept": lambda row: checking.responsibility_accept(actor=SYSTEM, responsibility=row, result="met"),
        "discard": lambda row: items.responsibility_discard(actor=SYSTEM, responsibility=row, reason="重复"),
    },
)

ADMISSION = Life(
    Admission,
    lambda cast, status, verb: admission_in(cast, status),
    {
        "submit": lambda row: applying.admission_submit(actor=SYSTEM, admission=row),
        "approve": lambda row: applying.admission_approve(actor=SYSTEM, admission=row),
        "refuse": lambda row: applying.admission_refuse(actor=SYSTEM, admission=row, reason="自行承担"),
        "return": lambda row: applying.admission_return(actor=SYSTEM, admission=row, reason="补充依据"),
        "withdraw": lambda row: applying.admission_withdraw(actor=SYSTEM, admission=row, reason="不需要"),
    },
)

LIVES = [ASSIGNMENT, RESPONSIBILITY, ADMISSION]
