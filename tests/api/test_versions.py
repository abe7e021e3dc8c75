"""Whoever says what he has seen overwrites nothing that he has not: every mutation that changes a record by its id."""

from typing import Any

import pytest
from cast import Cast
from django.db import transaction
from django.http import HttpRequest
from graphql import get_named_type
from inputs.table import MAKERS

from api.execution import Call, run
from api.schema import MUTATIONS, schema
from core.models import Event

ADDS = "adds something beside the record and overwrites nothing of it"
ONES_OWN = "is one's own answer, which nobody else gives; the last one counts"
ENDS = "ends or renews something as a whole, whatever it said; doing so twice is refused or harmless"
WITHOUT_VERSION = {
    "agreementComment": ADDS,
    "agreementSupplement": ADDS,
    "agreementRenew": ADDS,
    "agreementEvaluate": ADDS,
    "agreementScan": ADDS,
    "bulletinUrge": ADDS,
    "claimEvaluate": ADDS,
    "datacallUrge": ADDS,
    "facilityPhotograph": ADDS,
    "findingAttach": ADDS,
    "problemRevisit": ADDS,
    "reportCorrect": ADDS,
    "visitRecord": ADDS,
    "webhookTest": ADDS,
    "bulletinSign": ONES_OWN,
    "bulletinReply": ONES_OWN,
    "invitationAnswer": ONES_OWN,
    "voteCast": ONES_OWN,
    "agreementGrantRevoke": ENDS,
    "decisionDrop": ENDS,
    "facilityphotoRemove": ENDS,
    "grantRevoke": ENDS,
    "postEnd": ENDS,
    "userSetPassword": ENDS,
    "userUnlock": ENDS,
    "webhookRotate": ENDS,
    "webhookRedeliver": ENDS,
}
TYPES = schema.graphql_schema.type_map


def titled(name: str) -> str:
    return name[0].upper() + name[1:]


def fields(name: str) -> dict[str, Any]:
    found: Any = TYPES[f"{titled(name)}Input"]
    return dict(found.fields)


BY_ID = sorted(name for name in MUTATIONS if "id" in fields(name))
WITH_VERSION = [name for name in BY_ID if "version" in fields(name)]


def test_whatever_changes_a_record_takes_its_version() -> None:
    assert len(WITH_VERSION) > 100
    assert set(BY_ID) - set(WITH_VERSION) == set(WITHOUT_VERSION)


def test_whatever_takes_a_version_tells_it() -> None:
    """A version can only be given by whoever could read it."""
    for name in WITH_VERSION:
        payload: Any = TYPES[f"{titled(name)}Payload"]
        told = [get_named_type(each.type) for each in payload.fields.values()]
        assert any("version" in getattr(each, "fields", {}) for each in told), name


@pytest.mark.parametrize("name", WITH_VERSION)
def test_a_version_of_yesterday_is_refused(cast: Cast, name: str) -> None:
    who, values = MAKERS[name](cast)
    payload = "errors { code field message }"
    text = f"mutation ($input: {titled(name)}Input!) {{ {name}(input: $input) {{ {payload} }} }}"
    call = Call(cast.actor(who), HttpRequest())
    before = Event.objects.count()
    point = transaction.savepoint()
    body = run(call, text, {"input": {**values, "version": 10_000}}, None).body
    assert [each["code"] for each in body["data"][name]["errors"]] == ["STALE_VERSION"], body
    transaction.savepoint_commit(point)
    assert Event.objects.count() == before
