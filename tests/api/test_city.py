"""A city reads the issued reports of the districts that agreed, through the platform's own host, and nothing else."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from callers import Caller, application, token_of
from cast import Cast
from database import NEIGHBOUR, SCHEMA
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tenants.utils import schema_context
from docx import Document
from matrix.reporting import correction, report_of_a_busy_quarter
from quarters import AFTER_Q3, drafted

from api.city.schema import schema
from api.city.tokens import TOKEN_SECONDS
from api.evolution import CITY
from api.types import changes
from assessment.actions.reports import report_issue
from core.events import at_moment
from core.models import Event
from core.periods import today
from core.permissions import SYSTEM, Perm
from tenants.actions.cities import (
    cityclient_ask,
    cityclient_disable,
    cityclient_register,
    cityclient_rotate,
)
from tenants.actions.districts import district_close
from tenants.models import CityClient, CityConsent, CityToken, District
from tenants.org.actions.cities import consent_agree, consent_withdraw

HOST = "localhost"
JINGAN, DONGCHENG = "310106000000", "110101000000"
REPORTS = """query ($quarter: String!, $district: String, $first: Int! = 5, $after: String) {
  reports(quarter: $quarter, district: $district, first: $first, after: $after) {
    nodes {
      district { code name } quarter label number edition issuedAt contentHash score word
      figures { indicator name unit value }
      streets { code name score rank previousRank figures { indicator value } }
    }
    pageInfo { hasNextPage endCursor }
  }
}"""


class City:
    """A registered city client, with its secret and whatever districts agreed."""

    def __init__(self, name: str = "市数据中心") -> None:
        day = today() + timedelta(days=365)
        self.client, self.secret = cityclient_register(actor=SYSTEM, name=name, purpose="汇总全市通报", expires_on=day)

    def agree(self, *schemas: str) -> "City":
        districts = list(District.objects.filter(schema_name__in=schemas))
        for row in cityclient_ask(actor=SYSTEM, client=self.client, districts=districts):
            with schema_context(row.district.schema_name):
                consent_agree(actor=SYSTEM, consent=row, reason="区委常委会同意")
        return self

    def signed_in(self) -> Caller:
        answer = token_of(Client(), HOST, self.client.client_id, self.secret)
        assert answer.status_code == 200, answer.content
        return Caller(Client(), HOST, answer.json()["access_token"])


def code_of(response: Any) -> str:
    return response.json()["errors"][0]["extensions"]["code"]


def nodes(caller: Caller, **given: Any) -> list[Any]:
    return caller.ask(REPORTS, **{"quarter": "2026Q3", **given})["reports"]["nodes"]


def reading_events() -> list[Event]:
    with schema_context("public"):
        return list(Event.objects.filter(verb="cityclient.read").order_by("id"))


@pytest.fixture
def reported(cast: Cast, neighbour: Cast) -> Cast:
    """Both districts have issued the third quarter."""
    report_of_a_busy_quarter(cast)
    with schema_context(NEIGHBOUR):
        report_of_a_busy_quarter(neighbour)
    return cast


def test_only_districts_that_agreed_are_read_as_frozen(reported: Cast) -> None:
    city = City().agree(SCHEMA)
    caller = city.signed_in()
    assert caller.ask("{ districts { nodes { code name city agreedAt } } }")["districts"]["nodes"][0]["code"] == JINGAN
    (found,) = nodes(caller)
    assert (found["district"], found["edition"]) == ({"code": JINGAN, "name": "静安区"}, 1)
    assert found["number"]
    assert {f["indicator"]: f["value"] for f in found["figures"]}["CLAIMS_CLOSED"] == "1.00"
    assert [street["name"] for street in found["streets"]] == ["江宁路街道", "石门二路街道"]
    assert {f["indicator"]: f["value"] for f in found["streets"][0]["figures"]}["CLAIMS_CLOSED"] == "1.00"
    (event,) = reading_events()
    assert event.actor_label == "城市应用 市数据中心"
    assert event.data["note"] == "2026年第三季度通报数据：静安区"
    assert CityConsent.objects.get().read_at is not None
    assert code_of(caller.post(REPORTS, {"quarter": "2026Q3", "district": DONGCHENG})) == "NOT_FOUND"
    assert nodes(caller, quarter="2026Q2") == []
    assert len(reading_events()) == 1


def test_the_document_is_that_of_the_report_and_each_reading_is_recorded(reported: Cast) -> None:
    caller = City().agree(SCHEMA).signed_in()
    (found,) = nodes(caller)
    answer = caller.get(found["word"])
    text = "\n".join(p.text for p in Document(BytesIO(b"".join(answer.streaming_content))).paragraphs)
    assert found["number"] in text
    assert reading_events()[-1].data["note"] == "2026年第三季度通报 Word 文件：静安区"
    before = len(reading_events())
    assert code_of(caller.get(f"/graphql/reports/{DONGCHENG}/2026Q3/")) == "NOT_FOUND"
    assert code_of(caller.get(f"/graphql/reports/{JINGAN}/2026Q2/")) == "NOT_FOUND"
    assert code_of(caller.get(f"/graphql/reports/{JINGAN}/x/")) == "INVALID_INPUT"
    assert Client(HTTP_HOST=HOST).get(found["word"]).status_code == 401
    assert len(reading_events()) == before


def test_drafts_and_superseded_editions_are_never_read(cast: Cast) -> None:
    caller = City().agree(SCHEMA).signed_in()
    drafted(cast)
    assert nodes(caller) == []


def test_a_correction_takes_the_place_of_the_edition_before(cast: Cast) -> None:
    caller = City().agree(SCHEMA).signed_in()
    row = correction(cast)
    assert [found["edition"] for found in nodes(caller)] == [1]
    with at_moment(AFTER_Q3 + timedelta(days=3)):
        report_issue(actor=SYSTEM, report=row, reason="签发")
    assert [found["edition"] for found in nodes(caller)] == [2]


def test_a_district_that_takes_its_agreement_back_is_gone_at_once(reported: Cast) -> None:
    caller = City().agree(SCHEMA, NEIGHBOUR).signed_in()
    assert [found["district"]["code"] for found in nodes(caller)] == [DONGCHENG, JINGAN]
    word = nodes(caller, district=JINGAN)[0]["word"]
    consent_withdraw(
        actor=reported.actor("security"), consent=CityConsent.objects.get(district__code=JINGAN), reason="项目结束"
    )
    assert [found["district"]["code"] for found in nodes(caller)] == [DONGCHENG]
    assert caller.get(word).status_code == 404
    assert Event.objects.latest("id").verb == "city_consent.withdraw"
    with schema_context("public"):
        district_close(actor=SYSTEM, district=District.objects.get(code=DONGCHENG), reason="迁移")
    assert nodes(caller) == []
    assert caller.ask("{ districts { nodes { code } } }")["districts"]["nodes"] == []


def test_pages_go_over_districts(reported: Cast) -> None:
    caller = City().agree(SCHEMA, NEIGHBOUR).signed_in()
    first = caller.ask(REPORTS, quarter="2026Q3", first=1)["reports"]
    assert [row["district"]["code"] for row in first["nodes"]] == [DONGCHENG]
    assert first["pageInfo"]["hasNextPage"]
    second = caller.ask(REPORTS, quarter="2026Q3", first=1, after=first["pageInfo"]["endCursor"])["reports"]
    assert [row["district"]["code"] for row in second["nodes"]] == [JINGAN]
    assert not second["pageInfo"]["hasNextPage"]


def test_a_further_district_costs_a_constant_number_of_statements(reported: Cast) -> None:
    caller = City().agree(SCHEMA, NEIGHBOUR).signed_in()
    nodes(caller)

    def asked(**given: Any) -> list[str]:
        with CaptureQueriesContext(connection) as found:
            nodes(caller, **given)
        return [q["sql"] for q in found if "search_path" not in q["sql"] and "cityusage" not in q["sql"]]

    assert len(asked(first=2)) - len(asked(first=1)) == 3


@pytest.mark.parametrize(
    ("variables", "field"),
    [
        ({"quarter": "2026-3"}, "quarter"),
        ({"quarter": "1999Q1"}, "quarter"),
        ({"quarter": "2026Q3", "first": 0}, "first"),
        ({"quarter": "2026Q3", "first": 21}, "first"),
        ({"quarter": "2026Q3", "after": "zz"}, "after"),
        ({"quarter": "2026Q3", "after": "WyJcdTAwMDAiXQ=="}, "after"),
        ({"quarter": "2026Q3", "district": "²"}, "district"),
        ({"quarter": "2026Q3", "district": "310115000000"}, "district"),
    ],
)
def test_bad_input_is_refused_by_its_field(district, variables: dict[str, Any], field: str) -> None:
    answer = City().agree(SCHEMA).signed_in().post(REPORTS, variables)
    assert answer.status_code == 200
    assert answer.json()["errors"][0]["extensions"]["field"] == field


def test_bad_requests_are_answered_in_json(district) -> None:
    caller = City().signed_in()
    for body in (b"", b"\xff", "[]", "{}", {"query": 5}, {"query": "{ events { nodes { id } } }"}, {"query": "{"}):
        answer = caller.send(body)
        assert answer.status_code == 400, body
        assert answer.json()["errors"], body
    assert caller.post("mutation { x }").status_code == 400
    assert caller.get("/graphql/").status_code == 405


def test_one_request_reads_once_and_no_more_than_its_cost(reported: Cast) -> None:
    caller = City().agree(SCHEMA).signed_in()
    twice = '{ a: reports(quarter: "2026Q3") { nodes { number } } b: reports(quarter: "2026Q3") { nodes { number } } }'
    assert code_of(caller.post(twice)) == "LIMIT_EXCEEDED"
    assert "first" in caller.post(REPORTS.replace("{ indicator value }", "{ indicator name unit value previous }"),
                                  {"quarter": "2026Q3", "first": 20}).json()["errors"][0]["message"]  # fmt: skip
    assert nodes(caller, first=20)


def test_requests_per_minute_are_limited(district, settings) -> None:
    settings.GRAPHQL_CITY_REQUESTS_PER_MINUTE = 2
    caller = City().signed_in()
    statuses = [caller.post("{ districts { nodes { code } } }").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_secrets_cannot_be_guessed_for_long(district, settings) -> None:
    settings.GRAPHQL_TOKENS_PER_MINUTE = 2
    city = City()
    statuses = [token_of(Client(), HOST, city.client.client_id, "wrong").status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


def test_tokens_of_districts_and_of_the_city_do_not_cross(cast: Cast) -> None:
    city = City().agree(SCHEMA).signed_in()
    own = application(cast, cast.root, [Perm.VIEW])
    assert Caller(Client(), HOST, own.token).post("{ districts { nodes { code } } }").status_code == 401
    assert Caller(Client(), f"{SCHEMA}.localhost", city.token).post("{ me { name } }").status_code == 401
    assert Caller(Client(), HOST).post("{ districts { nodes { code } } }").status_code == 401
    assert own.get(f"/graphql/reports/{JINGAN}/2026Q3/").status_code == 404


def test_credentials_of_districts_and_of_the_city_do_not_cross(cast: Cast) -> None:
    city = City()
    assert token_of(Client(), f"{SCHEMA}.localhost", city.client.client_id, city.secret).status_code == 401
    assert token_of(Client(), HOST, "unknown", "x").status_code == 401
    assert token_of(Client(), HOST, "\x00", "x").status_code == 401


def test_the_token_endpoint_speaks_rfc_6749(district) -> None:
    city, http = City(), Client(HTTP_HOST=HOST)
    form = {"client_id": city.client.client_id, "client_secret": city.secret}
    good = http.post("/oauth/token/", {**form, "grant_type": "client_credentials"})
    assert good.json()["token_type"] == "Bearer"
    assert (good.json()["scope"], good.json()["expires_in"]) == ("city.read", TOKEN_SECONDS)
    assert good["Cache-Control"] == "no-store"
    for given, error in (
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({}, "invalid_request"),
        ({"grant_type": "client_credentials", "scope": "view"}, "invalid_scope"),
    ):
        answer = http.post("/oauth/token/", {**form, **given})
        assert (answer.status_code, answer.json()["error"]) == (400, error)
    broken = http.post("/oauth/token/", {"grant_type": "client_credentials"}, headers={"Authorization": "Basic %"})
    assert broken.json()["error"] == "invalid_client"
    assert http.get("/oauth/token/").status_code == 405


def test_secret_and_tokens_are_kept_as_hashes_and_end_with_the_client(district) -> None:
    city = City().agree(SCHEMA)
    caller = city.signed_in()
    kept = " ".join(map(str, [*CityClient.objects.values_list(), *CityToken.objects.values_list()]))
    assert city.secret not in kept
    assert caller.token not in kept
    ask = "{ districts { nodes { code } } }"
    assert caller.post(ask).status_code == 200
    new = cityclient_rotate(actor=SYSTEM, client=city.client)
    assert caller.post(ask).status_code == 401
    assert token_of(Client(), HOST, city.client.client_id, city.secret).status_code == 401
    city.secret = new
    caller = city.signed_in()
    cityclient_disable(actor=SYSTEM, client=city.client, reason="项目结束")
    assert caller.post(ask).status_code == 401
    assert token_of(Client(), HOST, city.client.client_id, new).status_code == 401


def test_a_client_ends_with_its_last_day_and_a_token_with_its_hour(district) -> None:
    city = City().agree(SCHEMA)
    caller, ask = city.signed_in(), "{ districts { nodes { code } } }"
    CityToken.objects.update(expires_at=timezone.now())
    assert caller.post(ask).status_code == 401
    caller = city.signed_in()
    assert CityToken.objects.count() == 1
    CityClient.objects.update(expires_on=today())
    assert caller.post(ask).status_code == 200
    CityClient.objects.update(expires_on=today() - timedelta(days=1))
    assert caller.post(ask).status_code == 401
    assert token_of(Client(), HOST, city.client.client_id, city.secret).status_code == 401


def test_a_basic_header_comes_before_the_form(district) -> None:
    city = City()
    basic = b64encode(f"{city.client.client_id}:{city.secret}".encode()).decode()
    form = {"grant_type": "client_credentials", "client_secret": "wrong"}
    answer = Client(HTTP_HOST=HOST).post("/oauth/token/", form, headers={"Authorization": f"Basic {basic}"})
    assert answer.status_code == 200


def test_there_is_nothing_to_write_and_nothing_else_to_read() -> None:
    assert schema.graphql_schema.mutation_type is None
    assert set(schema.graphql_schema.query_type.fields) == {"districts", "reports", "apiChanges"}


def test_a_city_asks_what_has_changed(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the releases of its own schema, and not by a district's."""
    call_command("schema", "--release", "1.10.0", releases=tmp_path, stdout=StringIO())
    now = (tmp_path / CITY / "1.10.0.graphql").read_text("utf-8")
    first = now.replace("  yearBefore: Decimal\n", "  lastYear: Decimal\n")
    assert first != now
    (tmp_path / CITY / "1.9.0.graphql").write_text("# 2026-01-31" + first[first.index("\n") :], "utf-8")
    monkeypatch.setattr(changes, "RELEASES", tmp_path)
    caller = City().signed_in()
    text = "query A($v: String) { apiChanges(since: $v) { version kind coordinate text } }"
    found = [(each["version"], each["kind"], each["coordinate"]) for each in caller.ask(text)["apiChanges"]]
    assert found == [("1.10.0", "BREAKING", "Figure.lastYear"), ("1.10.0", "ADDED", "Figure.yearBefore")]
    assert caller.ask(text, v="1.10.0")["apiChanges"] == []
    assert caller.post(text, {"v": "7"}).json()["errors"][0]["extensions"]["field"] == "since"
