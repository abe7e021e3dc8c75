"""Who sees what, by the plain rules of ``tests/isolation`` and of the domain: the oracle of the fuzz.

Nothing here asks the code under test. A ``Seat`` says in places and units what somebody stands for; the rules walk the
bare rows of the tables in Python, one row after the other, and say which of them that seat may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

Row = dict[str, Any]

# Types whose history is told whole to whoever sees the record.
WHOLE_HISTORY = {
    "admissions.admission": "Admission",
    "api.client": "Client",
    "appeals.appeal": "Appeal",
    "assessment.quarterlyreport": "QuarterlyReport",
    "assessment.reportentry": "ReportEntry",
    "assignments.assignment": "Assignment",
    "bulletins.bulletin": "Bulletin",
    "campaigns.campaign": "Campaign",
    "campaigns.campaignstep": "CampaignStep",
    "conferences.body": "Body",
    "conferences.decision": "Decision",
    "conferences.decisionrequest": "DecisionRequest",
    "conferences.inquiry": "Inquiry",
    "conferences.meeting": "Meeting",
    "conferences.topic": "Topic",
    "consultations.consultation": "Consultation",
    "contacts.contactpoint": "ContactPoint",
    "contacts.visit": "Visit",
    "contacts.weakplace": "WeakPlace",
    "datacalls.dataanswer": "DataAnswer",
    "datacalls.datacall": "DataCall",
    "hooks.webhook": "Webhook",
    "inspections.checklist": "Checklist",
    "inspections.inspection": "Inspection",
    "inspections.inspectiontarget": "InspectionTarget",
    "linkage.agreement": "Agreement",
    "personal.personaltoken": "PersonalToken",
    "problems.problem": "Problem",
    "problems.rectification": "Rectification",
    "proposals.proposal": "Proposal",
    "resources.claim": "Claim",
    "responsibilities.responsibility": "Responsibility",
    "secretaryprojects.secretaryproject": "SecretaryProject",
    "trusted.registereddocument": "RegisteredDocument",
    "whistles.whistle": "Whistle",
    "whistles.whistleresponse": "WhistleResponse",
}
ACCOUNT = "accounts.user"
# Types that whoever reads anything reads, as far as the other rules let him.
COMMON = frozenset(
    {
        "Organization", "Department", "User", "Grant", "Notice", "StagedFile", "Event", "Client", "ClientUsage",
        "Webhook", "WebhookDelivery", "WebhookAttempt", "RegisteredDocument", "PersonalToken",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """What somebody stands for. ``sees`` are paths of subtrees, ``units`` the units whose affairs are his own.

    ``keeps`` names the registers that an administrator keeps (``users``, ``posts``, ``clients``, ``audit``). ``client``
    is somebody that is no person, ``blind`` one that may read nothing at all.
    """

    user: int | None = None
    sees: tuple[str, ...] = ()
    units: frozenset[int] = frozenset()
    departments: frozenset[int] = frozenset()
    keeps: frozenset[str] = frozenset()
    in_office: bool = True
    client: bool = False
    blind: bool = False
    webhooks: bool = False
    documents: bool = False
    # Of which types somebody reads alone, and of what events he hears besides those of places, accounts and clients.
    reads: frozenset[str] | None = None
    hears: frozenset[str] = frozenset()
    # Sees places and not their personnel matters: 兼职委员, and who was given the sight of a place by name.
    plain: bool = False
    # Runs the meetings of these places; fills in what they are asked for; goes in teams that inspect.
    meets: bool = False
    answers: bool = False
    inspects: bool = False
    unit_paths: tuple[str, ...] = ()

    def over(self, path: str | None) -> bool:
        return bool(path) and any(path.startswith(root) for root in self.sees)

    @property
    def stands_in(self) -> set[str]:
        """Every place in which one stands: one's own and those above it."""
        paths = (*self.sees, *self.unit_paths)
        return {path[:end] for path in paths for end in range(4, len(path) + 1, 4)}


@dataclass
class Facts:
    """The rows of one district as they are, by table and key, and how each type's name leads to its table."""

    tables: dict[str, dict[int, Row]] = field(default_factory=dict)

    def __getitem__(self, table: str) -> dict[int, Row]:
        if table not in self.tables:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                names = [each.name for each in cursor.description]
                rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            self.tables[table] = {row["id"]: row for row in rows}
        return self.tables[table]

    def path(self, organization: int) -> str:
        return str(self["org_organization"][organization]["path"])

    def unit_path(self, unit: int) -> str:
        return self.path(self["org_residentunit"][unit]["organization_id"])

    def seat_path(self, row: Row) -> str:
        """Where a post is: at a unit, a department or a place."""
        if row["unit_id"]:
            return self.unit_path(row["unit_id"])
        if row["department_id"]:
            return self.path(self["org_department"][row["department_id"]]["organization_id"])
        return self.path(row["organization_id"])


@dataclass
class Sight:
    """The keys of what a seat sees, by type; ``told`` are marks that it may read besides (see ``marks``)."""

    seat: Seat
    facts: Facts
    known: dict[str, set[int]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> set[int]:
        if name not in self.known:
            hidden = self.seat.blind or not (self.seat.reads is None or name in self.seat.reads | COMMON)
            self.known[name] = set() if hidden else set(RULES[name](self))
        return self.known[name]

    def owns(self, row: Row) -> bool:
        """An organization of one's subtrees or, of a unit's own, one's unit; the places above share what it made."""
        return self.seat.over(self.facts.path(row["organization_id"])) or row["unit_id"] in self.seat.units


Rule = Callable[[Sight], Iterable[int]]
RULES: dict[str, Rule] = {}


def rule(*names: str) -> Callable[[Rule], Rule]:
    def keep(found: Rule) -> Rule:
        RULES.update(dict.fromkeys(names, found))
        return found

    return keep


def for_all(table: str) -> Rule:
    """Names of places and departments are no secret inside a district, for whoever holds anything in it."""
    return lambda sight: sight.facts[table] if sight.seat.in_office else ()


def parts(table: str, column: str, whole: str) -> Rule:
    """What is part of a record is seen with it."""

    def found(sight: Sight) -> Iterable[int]:
        return (key for key, row in sight.facts[table].items() if row[column] in sight[whole])

    return found
