"""What happened, what was told of it, and the report that is made of it."""

from collections.abc import Iterable

from fuzz.sight import ACCOUNT, Sight, parts, rule

# Subjects of whose events everybody hears who reads anything.
HEARD_BY_ALL = frozenset(
    {"org.organization", "org.department", "accounts.user", "api.client", "hooks.webhook", "personal.personaltoken"}
    | {"trusted.registereddocument", "tenants.cityconsent", "org.objectgrant"}
)


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
        if seat.reads is not None and row["subject_type"] not in seat.hears | HEARD_BY_ALL:
            continue
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


rule("ReportFigure")(parts("assessment_reportfigure", "entry_id", "ReportEntry"))
