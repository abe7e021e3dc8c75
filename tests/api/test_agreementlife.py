"""Agreements through the interface: the same numbers and the same rules as on the pages."""

from base64 import b64encode
from decimal import Decimal

from callers import gid, person
from cast import Cast
from samples import png
from stories import agreement_in, in_days, template_in

from linkage.actions.agreements import CommitmentDraft, agreement_propose, agreement_revise
from linkage.coverage import read_coverage
from linkage.models import Agreement


def test_the_share_is_that_of_the_page(cast: Cast) -> None:
    agreement_in(cast, "active")
    query = """query ($place: ID) { agreementCoverage(place: $place) { target missing
        place { name share { units signed unsigned ratio } } parts { name share { signed } }
        kinds { kind label share { units } } quarters { quarter share { ratio } } } }"""
    told = person(cast.users["leader"]).ask(query)["agreementCoverage"]
    coverage = read_coverage(cast.root)
    assert told["place"] == {
        "name": "静安区",
        "share": {"units": 2, "signed": 1, "unsigned": 1, "ratio": str(coverage.whole.ratio)},
    }
    assert (told["target"], told["missing"]) == ("0.800", coverage.missing)
    assert [part["share"]["signed"] for part in told["parts"]] == [share.signed for _, share in coverage.parts]
    assert [kind["kind"] for kind in told["kinds"]] == ["SCHOOL", "HOSPITAL"]
    assert [each["quarter"] for each in told["quarters"]] == [str(quarter) for quarter, _ in coverage.quarters]
    own = person(cast.users["street_a"]).ask(query)["agreementCoverage"]["place"]
    assert (own["name"], own["share"]["signed"]) == ("江宁路街道", 1)
    for name, code in (("street_b", "NOT_FOUND"), ("unit_a", "NOT_ALLOWED")):
        answer = person(cast.users[name]).post(query, {"place": gid(cast.street_a)}).json()
        assert answer["errors"][0]["extensions"]["code"] == code


def test_what_changed_between_two_texts(cast: Cast) -> None:
    street = cast.actor("street_a")
    agreement = agreement_revise(actor=cast.actor("unit_a"), agreement=agreement_in(cast, "negotiating"), reason="太多")
    agreement.commitments.update(quantity=Decimal(30))
    agreement_propose(actor=street, agreement=agreement)
    query = """query ($id: ID!) { agreement(id: $id) { versions(orderBy: OLDEST) { nodes { number reason returnedBy
        differences { pieces { change text } } } } } }"""
    first, second = person(cast.users["unit_a"]).ask(query, id=gid(agreement))["agreement"]["versions"]["nodes"]
    assert (first["reason"], first["differences"]) == ("太多", [])
    (line,) = second["differences"]
    changed = [(piece["change"], piece["text"]) for piece in line["pieces"] if piece["change"] != "SAME"]
    assert changed == [("GONE", "40"), ("NEW", "30")]


def test_a_life_by_mutations(cast: Cast) -> None:
    template_in()
    street, unit = person(cast.users["street_a"]), person(cast.users["unit_a"])

    def do(caller, name: str, select: str = "id status kind", **values):
        made = f"agreement {{ {select} }} errors {{ message }}"
        text = f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {made} }} }}"
        answer = caller.ask(text, input=values)[name]
        assert answer["errors"] == [], answer
        return answer["agreement"]

    made = do(street, "agreementStart", organization=gid(cast.street_a), units=[gid(cast.unit_a)])
    for caller, name in ((street, "agreementPropose"), (street, "agreementSign"), (unit, "agreementSign")):
        made = do(caller, name, id=made["id"])
    assert made["status"] == "ACTIVE"
    papers = [{"name": "盖章页.png", "contentBase64": b64encode(png()).decode()}]
    scan = do(unit, "agreementScan", "scans { nodes { name sha256 url } }", id=made["id"], papers=papers)
    assert scan["scans"]["nodes"][0]["url"].startswith("/graphql/files/")
    hidden = person(cast.users["leader"]).ask(
        "query ($id: ID!) { agreement(id: $id) { number scans { totalCount } } }", id=made["id"]
    )
    assert hidden["agreement"]["scans"]["totalCount"] == 0
    told = unit.ask(
        """query ($id: ID!) { agreement(id: $id) { commitments { nodes { title period total done shareDone
            periods(first: 1) { totalCount nodes { startsOn quantity done } } } } } }""",
        id=made["id"],
    )["agreement"]["commitments"]["nodes"][0]
    assert (told["period"], told["total"], told["periods"]["totalCount"]) == ("MONTH", "36.00", 12)
    supplement = do(unit, "agreementSupplement", "id kind refersTo { id }", id=made["id"])
    assert (supplement["kind"], supplement["refersTo"]["id"]) == ("SUPPLEMENT", made["id"])
    assert Agreement.objects.get(kind="supplement").commitments.exclude(amends=None).count() == 3


def test_a_commitment_by_periods_is_refused_with_its_field(cast: Cast) -> None:
    agreement = agreement_in(
        cast, "draft", commitments=[CommitmentDraft(cast.unit_a, "x", Decimal(1), "次", in_days(9))]
    )
    values = {
        "id": gid(agreement),
        "commitments": [
            {
                "party": gid(cast.unit_a),
                "title": "开放日",
                "quantity": "2",
                "measure": "次",
                "dueOn": str(in_days(9)),
                "period": "MONTH",
            }
        ],
    }
    text = "mutation ($input: AgreementEditInput!) { agreementEdit(input: $input) { errors { code field message } } }"
    (error,) = person(cast.users["street_a"]).ask(text, input=values)["agreementEdit"]["errors"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", "period")
