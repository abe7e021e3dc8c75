"""Projects, facilities, campaigns, appeals, whistles and calls for data."""

from collections.abc import Iterable

from fuzz.sight import Rule, Sight, for_all, parts, rule


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


rule("FacilityPhoto")(parts("facilities_facilityphoto", "facility_id", "Facility"))
rule("ProjectPart")(parts("secretaryprojects_projectpart", "project_id", "SecretaryProject"))
rule("ProjectReport")(parts("secretaryprojects_projectreport", "project_id", "SecretaryProject"))
rule("ProjectPartFile")(parts("secretaryprojects_projectpartfile", "part_id", "ProjectPart"))
rule("CampaignTemplate")(for_all("campaigns_campaigntemplate"))
rule("CampaignTemplateStep")(for_all("campaigns_campaigntemplatestep"))


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


rule("PlannedStep")(parts("campaigns_plannedstep", "campaign_id", "Campaign"))


@rule("CampaignStep")
def _campaign_steps(sight: Sight) -> Iterable[int]:
    for key, row in sight.facts["campaigns_campaignstep"].items():
        if sight.seat.over(sight.facts.path(row["organization_id"])):
            yield key


rule("CampaignStepFile")(parts("campaigns_campaignstepfile", "step_id", "CampaignStep"))
rule("Appeal")(_raised("appeals_appeal"))


@rule("Whistle")
def _whistles(sight: Sight) -> Iterable[int]:
    """Departments see what they were called to as well."""
    yield from _raised("whistles_whistle")(sight)
    for row in sight.facts["whistles_whistleresponse"].values():
        if row["department_id"] in sight.seat.departments:
            yield row["whistle_id"]


rule("WhistleResponse")(parts("whistles_whistleresponse", "whistle_id", "Whistle"))
rule("WhistleFile")(parts("whistles_whistlefile", "response_id", "WhistleResponse"))


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


rule("DataField")(parts("datacalls_datafield", "call_id", "DataCall"))
rule("DataLine")(parts("datacalls_dataline", "call_id", "DataCall"))
rule("DataCallFile")(parts("datacalls_datacallfile", "call_id", "DataCall"))


@rule("DataValue")
def _data_values(sight: Sight) -> Iterable[int]:
    """What is not handed in is read by whoever may fill it in, and not by who asked or merely looks."""
    facts, seat = sight.facts, sight.seat
    for key, row in facts["datacalls_datavalue"].items():
        answer = facts["datacalls_dataanswer"][row["answer_id"]]
        fills_in = seat.answers and seat.over(facts.path(answer["organization_id"]))
        if row["answer_id"] in sight["DataAnswer"] and (answer["status"] in ("submitted", "approved") or fills_in):
            yield key
