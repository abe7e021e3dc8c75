"""From many records to what hangs on each and back again: nothing is mixed up between them."""

from callers import gid, person
from cast import Cast
from stories import agreement_in, claim_in, open_listing

from linkage.models import Agreement
from resources.models import Claim, Resource


def test_what_hangs_on_each_of_many_records_leads_back_to_it(cast: Cast) -> None:
    for number in range(3):
        agreement_in(cast, "active", title=f"第{number}份协议")
    text = """{
      agreements(first: 3) { nodes { id title
        parties(first: 5) { nodes { id name
          agreement { id title } again: agreement { title }
          commitments(first: 5) { totalCount nodes {
            title party { id name } agreement { id } same: agreement { number } } } } }
        commitments(first: 5) { nodes { agreement { id } party { agreement { id } } } } } } }"""
    nodes = person(cast.users["street_a"]).ask(text)["agreements"]["nodes"]
    assert {node["id"] for node in nodes} == {gid(row) for row in Agreement.objects.all()}
    for node in nodes:
        number = Agreement.objects.get(title=node["title"]).number
        assert len(node["parties"]["nodes"]) == 2
        for party in node["parties"]["nodes"]:
            assert party["agreement"] == {"id": node["id"], "title": node["title"]}
            assert party["again"] == {"title": node["title"]}
            for commitment in party["commitments"]["nodes"]:
                assert commitment["party"] == {"id": party["id"], "name": party["name"]}
                assert (commitment["agreement"], commitment["same"]) == ({"id": node["id"]}, {"number": number})
        (commitment,) = node["commitments"]["nodes"]
        assert commitment["agreement"] == commitment["party"]["agreement"] == {"id": node["id"]}
    counts = [party["commitments"]["totalCount"] for node in nodes for party in node["parties"]["nodes"]]
    assert sorted(counts) == [0, 0, 0, 1, 1, 1]


def test_claims_and_their_parts_lead_back(cast: Cast) -> None:
    for kind in (Resource, Resource):
        claim_in(cast, "closed", listing=open_listing(cast, kind))
    claim_in(cast, "closed")
    text = """{ claims(first: 10) { nodes { id
        evidence { nodes { id claim { id } } }
        evaluations { nodes { score claim { id quantity } } }
        organization { id name } other: organization { name } } } }"""
    nodes = person(cast.users["street_a"]).ask(text)["claims"]["nodes"]
    assert len(nodes) == Claim.objects.count() == 3
    for node in nodes:
        assert [file["claim"]["id"] for file in node["evidence"]["nodes"]] == [node["id"]]
        assert [(one["claim"]["id"], one["claim"]["quantity"]) for one in node["evaluations"]["nodes"]] == [
            (node["id"], "20.00")
        ] * 2
        assert node["organization"]["name"] == node["other"]["name"] == "新安居委会"
