"""Who sees what, by the plain rules of ``tests/isolation`` and of the domain: the oracle of the fuzz.

Nothing here asks the code under test. A ``Seat`` says in places and units what somebody stands for; the rules walk the
bare rows of the tables in Python, one row after the other, and say which of them that seat may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
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
    # Sees places and not their personnel matters: 兼职委员, and who was given the sight of a place by name.
    plain: bool = False
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
            self.known[name] = set() if self.seat.blind else set(RULES[name](self))
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


def _for_all(table: str) -> Rule:
    """Names of places and departments are no secret inside a district, for whoever holds anything in it."""
    return lambda sight: sight.facts[table] if sight.seat.in_office else ()


rule("Organization")(_for_all("org_organization"))
rule("Department")(_for_all("org_department"))


@rule("ResidentUnit")
def _units(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    near = {path for path in seat.stands_in if len(path) > 4}
    for key in sight.facts["org_residentunit"]:
        path = sight.facts.unit_path(key)
        if seat.over(path) or key in seat.units or path in near or seat.keeps & {"posts", "clients"}:
            yield key


@rule("Post")
def _posts(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    for key, row in sight.facts["org_post"].items():
        own = row["unit_id"] in seat.units or row["department_id"] in seat.departments or row["user_id"] == seat.user
        if seat.keeps or own or seat.over(sight.facts.seat_path(row)):
            yield key


@rule("User")
def _users(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    return (key for key in sight.facts["accounts_user"] if seat.keeps or key == seat.user)


@rule("Grant")
def _grants(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    rows = sight.facts["guardian_userobjectpermission"]
    return (key for key, row in rows.items() if seat.keeps or row["user_id"] == seat.user)


@rule("Agreement")
def _agreements(sight: Sight) -> Iterable[int]:
    seat, facts = sight.seat, sight.facts
    parties: dict[int, list[Row]] = {}
    for party in facts["linkage_agreementparty"].values():
        parties.setdefault(party["agreement_id"], []).append(party)
    granted = _granted(facts, seat, "linkage", "agreement")
    for key, row in facts["linkage_agreement"].items():
        sides = parties.get(key, [])
        places = [facts.path(side["organization_id"]) for side in sides if side["unit_id"] is None]
        if (
            any(map(seat.over, [facts.path(row["organization_id"]), *places]))
            or row["drafted_by_id"] in seat.units
            or (row["proposed_at"] and any(side["unit_id"] in seat.units for side in sides))
            or key in granted
        ):
            yield key


def _granted(facts: Facts, seat: Seat, app: str, model: str) -> set[int]:
    """Records of this kind on which the account has been given a right by name."""
    kind = apps.get_model("contenttypes", "ContentType").objects.get_by_natural_key(app, model).pk
    rows = facts["guardian_userobjectpermission"].values()
    return {int(row["object_pk"]) for row in rows if row["user_id"] == seat.user and row["content_type_id"] == kind}


def _parts(table: str, column: str, whole: str) -> Rule:
    """What is part of a record is seen with it."""

    def found(sight: Sight) -> Iterable[int]:
        return (key for key, row in sight.facts[table].items() if row[column] in sight[whole])

    return found


rule("AgreementParty")(_parts("linkage_agreementparty", "agreement_id", "Agreement"))
rule("Commitment")(_parts("linkage_commitment", "agreement_id", "Agreement"))
rule("Evidence")(_parts("resources_evidence", "claim_id", "Claim"))
rule("Evaluation")(_parts("resources_evaluation", "claim_id", "Claim"))


def _listings(table: str, noun: str) -> Rule:
    def found(sight: Sight) -> Iterable[int]:
        seat, facts = sight.seat, sight.facts
        claims = facts["resources_claim"].values()
        claimed = {row[f"{noun}_id"] for row in claims if sight.owns(row)}
        for key, row in facts[table].items():
            private = row["unit_id"] is not None and row["submitted_at"] is None and row["unit_id"] not in seat.units
            open_to = row["status"] == "open" and facts.path(row["audience_id"]) in seat.stands_in
            if (sight.owns(row) and not private) or open_to or key in claimed:
                yield key

    return found


rule("Need")(_listings("resources_need", "need"))
rule("Resource")(_listings("resources_resource", "resource"))


@rule("Claim")
def _claims(sight: Sight) -> Iterable[int]:
    """Both sides see a claim, and the places above them."""
    facts = sight.facts
    for key, row in facts["resources_claim"].items():
        need, resource = row["need_id"], row["resource_id"]
        target = facts["resources_need"][need] if need else facts["resources_resource"][resource]
        if sight.owns(row) or sight.owns(target):
            yield key


def _raised(table: str) -> Rule:
    """Of the place that works on it, and of the one in which it was raised."""

    def found(sight: Sight) -> Iterable[int]:
        for key, row in sight.facts[table].items():
            if any(sight.seat.over(sight.facts.path(row[name])) for name in ("organization_id", "raised_in_id")):
                yield key

    return found


@rule("SecretaryProject")
def _projects(sight: Sight) -> Iterable[int]:
    for key, row in sight.facts["secretaryprojects_secretaryproject"].items():
        if sight.seat.over(sight.facts.path(row["organization_id"])):
            yield key


@rule("Facility")
def _facilities(sight: Sight) -> Iterable[int]:
    for key, row in sight.facts["facilities_facility"].items():
        if sight.seat.over(sight.facts.path(row["organization_id"])):
            yield key


rule("FacilityPhoto")(_parts("facilities_facilityphoto", "facility_id", "Facility"))
rule("ProjectPart")(_parts("secretaryprojects_projectpart", "project_id", "SecretaryProject"))
rule("ProjectReport")(_parts("secretaryprojects_projectreport", "project_id", "SecretaryProject"))
rule("ProjectPartFile")(_parts("secretaryprojects_projectpartfile", "part_id", "ProjectPart"))
rule("CampaignTemplate")(_for_all("campaigns_campaigntemplate"))
rule("CampaignTemplateStep")(_for_all("campaigns_campaigntemplatestep"))


@rule("Campaign")
def _campaigns(sight: Sight) -> Iterable[int]:
    """Those who lead it, and once it has started those who take part."""
    facts = sight.facts
    joined: dict[int, list[str]] = {}
    for row in facts["campaigns_campaign_places"].values():
        joined.setdefault(row["campaign_id"], []).append(facts.path(row["organization_id"]))
    for key, row in facts["campaigns_campaign"].items():
        taking_part = row["started_at"] and any(map(sight.seat.over, joined.get(key, [])))
        if sight.seat.over(facts.path(row["organization_id"])) or taking_part:
            yield key


rule("PlannedStep")(_parts("campaigns_plannedstep", "campaign_id", "Campaign"))


@rule("CampaignStep")
def _campaign_steps(sight: Sight) -> Iterable[int]:
    for key, row in sight.facts["campaigns_campaignstep"].items():
        if sight.seat.over(sight.facts.path(row["organization_id"])):
            yield key


rule("CampaignStepFile")(_parts("campaigns_campaignstepfile", "step_id", "CampaignStep"))
rule("Appeal")(_raised("appeals_appeal"))


@rule("Whistle")
def _whistles(sight: Sight) -> Iterable[int]:
    """Departments see what they were called to as well."""
    yield from _raised("whistles_whistle")(sight)
    for row in sight.facts["whistles_whistleresponse"].values():
        if row["department_id"] in sight.seat.departments:
            yield row["whistle_id"]


rule("WhistleResponse")(_parts("whistles_whistleresponse", "whistle_id", "Whistle"))
rule("WhistleFile")(_parts("whistles_whistlefile", "response_id", "WhistleResponse"))


@rule("DataCall")
def _data_calls(sight: Sight) -> Iterable[int]:
    """Whoever asks; once it is issued, those who are asked."""
    facts, seat = sight.facts, sight.seat
    calls = facts["datacalls_datacall"]
    for key, row in calls.items():
        if seat.over(facts.path(row["organization_id"])):
            yield key
    for row in facts["datacalls_dataanswer"].values():
        if calls[row["call_id"]]["issued_at"] is not None and seat.over(facts.path(row["organization_id"])):
            yield row["call_id"]


@rule("DataAnswer")
def _data_answers(sight: Sight) -> Iterable[int]:
    """Whoever asked reads all of them, whoever is asked only his own realm's and none of a draft."""
    facts, seat = sight.facts, sight.seat
    for key, row in facts["datacalls_dataanswer"].items():
        call = facts["datacalls_datacall"][row["call_id"]]
        own = call["issued_at"] is not None and seat.over(facts.path(row["organization_id"]))
        if own or seat.over(facts.path(call["organization_id"])):
            yield key


rule("DataField")(_parts("datacalls_datafield", "call_id", "DataCall"))
rule("DataLine")(_parts("datacalls_dataline", "call_id", "DataCall"))
rule("DataCallFile")(_parts("datacalls_datacallfile", "call_id", "DataCall"))
rule("DataValue")(_parts("datacalls_datavalue", "answer_id", "DataAnswer"))


@rule("StagedFile")
def _staged(sight: Sight) -> Iterable[int]:
    return (key for key, row in sight.facts["resources_stagedfile"].items() if row["user_id"] == sight.seat.user)


@rule("Notice")
def _notices(sight: Sight) -> Iterable[int]:
    return (key for key, row in sight.facts["notices_notice"].items() if row["user_id"] == sight.seat.user)


@rule("Event")
def _events(sight: Sight) -> Iterable[int]:
    seat = sight.seat
    consultations = sight.facts["consultations_consultation"]
    for key, row in sight.facts["core_event"].items():
        kept_from = seat.plain and (
            row["subject_type"] == "supervision.accountability"
            or (
                row["subject_type"] == "consultations.consultation"
                and consultations[row["subject_id"]]["kind"] == "appointment"
            )
        )
        own_place = row["subject_type"] != ACCOUNT and (row["unit_id"] is None or row["shared"])
        if (
            "audit" in seat.keeps
            or (own_place and not kept_from and seat.over(row["organization_path"]))
            or row["unit_id"] in seat.units
            or (not kept_from and seat.over(row["other_path"]))
            or row["other_unit_id"] in seat.units
        ):
            yield key


@rule("QuarterlyReport")
def _reports(sight: Sight) -> Iterable[int]:
    return sight.facts["assessment_quarterlyreport"] if sight.seat.sees else ()


@rule("ReportEntry")
def _entries(sight: Sight) -> Iterable[int]:
    reports = sight.facts["assessment_quarterlyreport"]
    for key, row in sight.facts["assessment_reportentry"].items():
        out = reports[row["report_id"]]["status"] in ("issued", "superseded")
        if sight.seat.over(row["path"]) or (out and sight.seat.sees):
            yield key


rule("ReportFigure")(_parts("assessment_reportfigure", "entry_id", "ReportEntry"))


@rule("Client")
def _clients(sight: Sight) -> Iterable[int]:
    return sight.facts["api_client"] if "clients" in sight.seat.keeps else ()


@rule("ClientUsage")
def _usage(sight: Sight) -> Iterable[int]:
    """The security administrator's, and a client's own."""
    facts = sight.facts
    for key, row in facts["usage_clientusage"].items():
        own = facts["api_client"][row["client_id"]]["service_user_id"] == sight.seat.user
        if "clients" in sight.seat.keeps or own:
            yield key


@rule("Webhook")
def _webhooks(sight: Sight) -> Iterable[int]:
    """The security administrator's, and a client's own where it may keep them."""
    seat, facts = sight.seat, sight.facts
    for key, row in facts["hooks_webhook"].items():
        own = facts["api_client"][row["client_id"]]["service_user_id"] == seat.user
        if "clients" in seat.keeps or (seat.webhooks and own):
            yield key


rule("WebhookDelivery")(_parts("hooks_webhookdelivery", "webhook_id", "Webhook"))
rule("WebhookAttempt")(_parts("hooks_webhookattempt", "delivery_id", "WebhookDelivery"))
