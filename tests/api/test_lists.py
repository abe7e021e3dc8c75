"""Lists: pages, order, filters, and how many statements they cost."""

from typing import Any

import pytest
from callers import Caller, application, gid, person
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from quarters import issued
from stories import agreement_in, claim_in, draft_listing, in_days, listing_in, open_listing

from api.compiled.answers import Answers
from api.rows.pages import write_cursor
from core.permissions import Perm
from linkage.actions.agreements import PartyDraft
from resources.models import Need
from tenants.org.models import Organization, ResidentUnit

PAGE = """query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: NeedOrder) {
    needs(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
        totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { title } }
    }
}"""


@pytest.fixture
def seven(cast: Cast) -> None:
    """Seven needs; two share a due date and a quantity."""
    for n in range(7):
        draft_listing(cast, title=f"需求{n}", due_on=in_days(20 + n // 2), quantity=10 + n // 2)


def titles(page: dict[str, Any]) -> str:
    return "".join(edge["node"]["title"][-1] for edge in page["edges"])


@pytest.mark.parametrize(
    ("order", "expected"),
    [("NEWEST", "6543210"), ("OLDEST", "0123456"), ("DUE", "0123456"), ("QUANTITY", "6543210")],
)
def test_pages_join_without_gap_or_overlap(street: Caller, seven: None, order: str, expected: str) -> None:
    seen, after = "", None
    for size in (3, 1, 2, 5):
        page = street.ask(PAGE, first=size, after=after, orderBy=order)["needs"]
        assert page["totalCount"] == 7
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += titles(page)
        after = page["pageInfo"]["endCursor"]
        assert page["pageInfo"]["hasNextPage"] is (len(seen) < 7)
    assert seen == expected


def test_pages_backward(street: Caller, seven: None) -> None:
    seen, before = "", None
    for size in (2, 3, 5):
        page = street.ask(PAGE, last=size, before=before, orderBy="DUE")["needs"]
        seen = titles(page) + seen
        before = page["pageInfo"]["startCursor"]
    assert seen == "0123456"
    assert page["pageInfo"]["hasPreviousPage"] is False
    assert page["pageInfo"]["hasNextPage"] is True


def test_a_page_stands_still_while_rows_come(cast: Cast, street: Caller, seven: None) -> None:
    first = street.ask(PAGE, first=3)["needs"]
    draft_listing(cast, title="新来的8")
    second = street.ask(PAGE, first=4, after=first["pageInfo"]["endCursor"])["needs"]
    assert titles(first) + titles(second) == "6543210"


@pytest.mark.parametrize(
    "cursor",
    ["x", "令牌", "W10=", "WzFd" * 200, "bnVsbA==", write_cursor(["a"]), write_cursor([1, 2]), write_cursor([2**70]),
     write_cursor([None]), "W3RydWVd", "W1tbXV1d", "eyJhIjogMX0="],
)  # fmt: skip
def test_a_wrong_cursor_is_refused(street: Caller, seven: None, cursor: str) -> None:
    answer = street.post(PAGE, {"after": cursor}).json()
    if "errors" in answer:
        assert answer["errors"][0]["extensions"] == {"code": "INVALID_INPUT", "field": "after"}
    else:
        assert answer["data"]["needs"]["edges"] == []


def test_empty_values_come_last_in_either_direction(cast: Cast) -> None:
    """Ranks: streets have one, the district's own entry has none."""
    issued(cast)
    text = """query ($first: Int, $after: String, $last: Int, $before: String) {
        reportEntries(orderBy: RANK, first: $first, after: $after, last: $last, before: $before) {
            nodes { name rank } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"""
    leader = person(cast.users["leader"])
    whole = leader.ask(text, first=100)["reportEntries"]["nodes"]
    ranks = [node["rank"] for node in whole]
    assert None in ranks
    assert ranks == sorted(ranks, key=lambda rank: (rank is None, rank or 0))
    forward, after = [], None
    while True:
        page = leader.ask(text, first=1, after=after)["reportEntries"]
        forward += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    backward, before = [], None
    while True:
        page = leader.ask(text, last=1, before=before)["reportEntries"]
        backward = page["nodes"] + backward
        before = page["pageInfo"]["startCursor"]
        if not page["pageInfo"]["hasPreviousPage"]:
            break
    assert forward == backward == whole


class TestFilters:
    def found(self, caller: Caller, arguments: str, **variables: Any) -> int:
        head = "(" + ", ".join(f"${name}: ID" for name in variables) + ")" if variables else ""
        query = f"query {head} {{ needs({arguments}) {{ totalCount nodes {{ id }} }} }}"
        page = caller.ask(query, **variables)["needs"]
        assert page["totalCount"] == len(page["nodes"])
        return page["totalCount"]

    def test_they_narrow(self, cast: Cast, street: Caller) -> None:
        listing_in(cast, "draft")
        listing_in(cast, "open")
        claim_in(cast, "confirmed", listing=open_listing(cast, quantity=20))
        assert self.found(street, "first: 50") == 3
        assert self.found(street, "status: [OPEN]") == 2
        assert self.found(street, "status: [OPEN, DRAFT]") == 3
        assert self.found(street, "claimable: true") == 1
        assert self.found(street, "category: [MEDICAL]") == 0
        assert self.found(street, f'dueUntil: "{in_days(29)}"') == 0
        assert self.found(street, f'dueFrom: "{in_days(30)}"') == 3
        assert self.found(street, "byUnit: true") == 0
        assert self.found(street, "within: $p", p=gid(cast.community_a)) == 3
        assert self.found(street, "within: $p", p=gid(cast.street_b)) == 0
        assert self.found(street, "within: $p", p="T3JnYW5pemF0aW9uOjk5OTk5OQ==") == 0

    @pytest.mark.parametrize(
        ("text", "number"),
        [("操场", 1), ("周末 操场", 1), ("操场 医院", 0), ("%", 0), ("_", 0), ("\\\\", 0), ("", 1), ("' OR 1=1 --", 0)],
    )
    def test_search_takes_words_literally(self, cast: Cast, street: Caller, text: str, number: int) -> None:
        listing_in(cast, "draft")
        assert self.found(street, f'search: "{text}"') == number

    @pytest.mark.parametrize("value", ["x", "TmVlZDox", "", "🙂"])
    def test_a_wrong_id_is_named(self, street: Caller, value: str) -> None:
        answer = street.post("query ($p: ID) { needs(within: $p) { totalCount } }", {"p": value}).json()
        assert answer["errors"][0]["extensions"] == {"code": "INVALID_INPUT", "field": "within"}

    def test_every_filter_of_every_list_works(self, cast: Cast, settings: Any) -> None:
        """Each argument once with a plausible value: no filter names a column that is not there."""
        from api.schema import schema

        # More than anybody may ask in a minute.
        settings.GRAPHQL_REQUESTS_PER_MINUTE = settings.GRAPHQL_COST_PER_MINUTE = 10**9
        claim_in(cast, "closed")
        issued(cast)
        leader = person(cast.users["leader"])
        query = schema.graphql_schema.query_type
        tried = 0
        for name, field in query.fields.items():
            if not str(field.type).endswith("Connection!"):
                continue
            for argument, definition in field.args.items():
                for value in plausible(cast, argument, str(definition.type), schema):
                    answer = leader.post(f"{{ {name}({argument}: {value}) {{ nodes {{ id }} }} }}").json()
                    told = [e["extensions"]["code"] for e in answer.get("errors", [])]
                    assert told in ([], ["INVALID_INPUT"]), (name, argument, value, answer)
                    tried += 1
        assert tried > 150


def plausible(cast: Cast, argument: str, type_: str, schema: Any) -> list[str]:
    base = type_.strip("[]!")
    if base == "ID":
        return [f'"{gid(each)}"' for each in (cast.community_a, cast.unit_a)]
    if base == "String":
        return ['["claim.close"]' if type_.startswith("[") else '"2026Q3"']
    simple = {
        "Int": ["5"],
        "Boolean": ["true", "false"],
        "Date": ['"2026-11-01"'],
        "DateTime": ['"2026-11-01T00:00:00Z"'],
    }
    if base in simple:
        return simple[base]
    values = schema.graphql_schema.type_map[base].values
    return [f"[{value}]" if type_.startswith("[") else value for value in values]


def grow(cast: Cast, number: int) -> None:
    """More communities, units, needs, claims and agreements in street A."""
    for n in range(number):
        place = Organization.objects.add_child(
            Organization.objects.get(pk=cast.street_a.pk),
            instance=Organization(
                code=f"31010600{Organization.objects.count():04d}", name=f"社区{n}", level="community"
            ),
        )
        ResidentUnit.objects.create(name=f"单位{n}", kind="school", organization=place)
        claim_in(cast, "closed")
        agreement_in(cast, "active")


BUDGETS: dict[str, tuple[int, str]] = {
    "needs with the organization's name": (
        1,
        "{ needs(first: 50, status: [OPEN, CLOSED]) { nodes { id title organization { name } } } }",
    ),
    "the same with a total": (2, "{ needs(first: 50) { totalCount nodes { id organization { name } } } }"),
    "four levels": (
        4,
        """{ organizations(level: [SUBDISTRICT]) { nodes { name children(first: 10) { nodes { name
            units(first: 5) { nodes { name agreements(first: 3) { nodes { title } } } } } } } } }""",
    ),
    "dashboard": (
        3,
        """{ organizations(level: [SUBDISTRICT]) { nodes { name
            agreementCounts { label count } needCounts { status count } } } }""",
    ),
    "claims with everything": (
        5,  # claims, units, and three lists; no claim here names a commitment
        """{ claims(first: 100) { nodes { id quantity unit { name }
            need { title organization { name } audience { name } }
            commitment { title agreement { number organization { name } } }
            evidence(first: 5) { nodes { name } } evaluations(first: 2) { nodes { score } }
            history(first: 1) { nodes { what at } } } } }""",
    ),
    "events with their subjects": (
        5,  # events, and one for each of the four types that occur
        "{ events(first: 100) { nodes { what subject { id ... on Claim { quantity } ... on Need { title } } } } }",
    ),
    "agreements with progress": (
        4,
        """{ agreements(first: 50) { nodes { title parties(first: 5) { nodes { name } }
            commitments(first: 5) { nodes { title done } } } } }""",
    ),
}


def statements(caller: Caller, query: str) -> int:
    """Statements of one request, without the count of requests: that is one for many, and one more each new minute."""
    caller.ask(query)
    with CaptureQueriesContext(connection) as found:
        caller.ask(query)
    return len([q for q in found if "search_path" not in q["sql"] and "api_usage" not in q["sql"]])


@pytest.mark.parametrize("by", ["statement", "plan"])
@pytest.mark.parametrize("name", BUDGETS)
def test_statements_do_not_depend_on_rows(cast: Cast, name: str, by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for the data, or one for each level where graphql-core answers.

    Beyond the data: nothing for a client, session and account (2) for a person; their rights are remembered.
    """
    budget, query = BUDGETS[name]
    if by == "plan":
        monkeypatch.setattr(Answers, "data", lambda *_: None)
    else:
        budget = 1
    client = application(cast, cast.root, [Perm.VIEW])
    leader = person(cast.users["leader"])
    grow(cast, 1)
    few = statements(client, query), statements(leader, query)
    grow(cast, 4)
    many = statements(client, query), statements(leader, query)
    assert few == many
    assert many == (budget, budget + 2)


def test_one_claim_with_three_relations_is_one_statement(cast: Cast) -> None:
    claim = claim_in(cast, "closed")
    client = application(cast, cast.street_a, [Perm.VIEW])
    below = "quantity need { title organization { name } } organization { name }"
    query = f'{{ claim(id: "{gid(claim)}") {{ {below} }} }}'
    assert statements(client, query) == 1


class TestSelections:
    def test_aliases_keep_their_arguments_apart(self, cast: Cast, street: Caller) -> None:
        for n in range(3):
            claim_in(cast, "proposed", listing=open_listing(cast, title=f"需求{n}"), quantity=n + 1)
        data = street.ask(
            """{ needs(orderBy: OLDEST) {
                a: nodes { title c: claims(first: 1) { totalCount nodes { quantity } } o: organization { name } }
                b: nodes { c: claims(first: 0) { totalCount nodes { status } } o: organization { code } }
                edges { node { ...F } }
            } } fragment F on Need { c: claims(status: [CLOSED]) { totalCount } o: organization { name code } }"""
        )["needs"]
        assert [n["c"]["nodes"][0]["quantity"] for n in data["a"]] == ["1.00", "2.00", "3.00"]
        assert [n["c"] for n in data["b"]] == [{"totalCount": 1, "nodes": []}] * 3
        assert [e["node"]["c"]["totalCount"] for e in data["edges"]] == [0, 0, 0]
        assert data["b"][0]["o"] == {"code": "310106006002"}

    def test_rows_hang_on_their_own_parent(self, cast: Cast) -> None:
        """Also where each row names its parent again, and where one row hangs on several parents."""
        issued(cast)
        grow(cast, 3)
        leader = person(cast.users["leader"])
        for root, many, one, values in (
            ("reportEntries", "figures", "entry", "id name score version"),
            ("agreements", "parties", "agreement", "id title version"),
            ("agreements", "commitments", "agreement", "id title version"),
            ("claims", "evaluations", "claim", "id quantity version"),
            ("claims", "evidence", "claim", "id quantity version"),
            ("organizations", "units", "organization", "id name code"),
            ("organizations", "children", "parent", "id name code"),
            ("needs", "claims", "need", "id title version"),
            ("reports", "entries", "report", "id version edition"),
        ):
            below = f"{many}(first: 3) {{ totalCount nodes {{ {one} {{ {values} }} }} }}"
            nodes = leader.ask(f"{{ {root}(first: 20) {{ nodes {{ {values} {below} }} }} }}")[root]["nodes"]
            assert any(node[many]["nodes"] for node in nodes), many
            for node in nodes:
                page = node.pop(many)
                assert len(page["nodes"]) == min(3, page["totalCount"])
                assert all(each[one] == node for each in page["nodes"]), (root, many)
        agreement_in(cast, "active", parties=[PartyDraft(cast.unit_a), PartyDraft(cast.unit_b)])
        below = "totalCount nodes { parties(first: 5) { nodes { unit { id } } } }"
        text = f"{{ units(first: 20) {{ nodes {{ id agreements(first: 2) {{ {below} }} }} }} }}"
        units = {node["id"]: node["agreements"] for node in leader.ask(text)["units"]["nodes"]}
        assert units[gid(cast.unit_b)]["totalCount"] == 1
        assert len(units[gid(cast.unit_a)]["nodes"]) == 2
        for unit, page in units.items():
            for node in page["nodes"]:
                assert unit in [party["unit"]["id"] for party in node["parties"]["nodes"] if party["unit"]]

    def test_fragments_and_directives(self, cast: Cast, street: Caller) -> None:
        claim_in(cast, "proposed")
        text = """query ($with: Boolean!) { claims { nodes { ...A ...B need @include(if: $with) { title } } } }
            fragment A on Claim { need @include(if: $with) { organization { name } } }
            fragment B on Claim { unit @skip(if: $with) { name } ... on Node { id } }"""
        (node,) = street.ask(text, **{"with": True})["claims"]["nodes"]
        assert node["need"] == {"title": "周末操场开放", "organization": {"name": "新安居委会"}}
        assert "unit" not in node
        (node,) = street.ask(text, **{"with": False})["claims"]["nodes"]
        assert node["unit"] == {"name": "江宁中学"}
        assert "need" not in node

    def test_node_reads_any_type(self, cast: Cast, street: Caller) -> None:
        claim = claim_in(cast, "proposed")
        text = """query ($id: ID!) { node(id: $id) { __typename id ... on Claim { quantity need { title } }
            ... on ResidentUnit { name organization { parent { name } } } } }"""
        assert street.ask(text, id=gid(claim))["node"]["need"] == {"title": "周末操场开放"}
        unit = street.ask(text, id=gid(cast.unit_a))["node"]
        assert unit["__typename"] == "ResidentUnit"
        assert unit["organization"] == {"parent": {"name": "江宁路街道"}}

    def test_the_tree(self, cast: Cast) -> None:
        text = """{ organizations(level: [DISTRICT]) { nodes { name parent { name }
            children(orderBy: CODE) { totalCount nodes { name parent { name } children { nodes { name } } } } } } }"""
        (root,) = person(cast.users["leader"]).ask(text)["organizations"]["nodes"]
        assert root["parent"] is None
        assert root["children"]["totalCount"] == 2
        assert [child["name"] for child in root["children"]["nodes"]] == ["江宁路街道", "石门二路街道"]
        assert root["children"]["nodes"][0]["children"]["nodes"] == [{"name": "新安居委会"}]

    def test_counts_cover_the_subtree(self, cast: Cast) -> None:
        listing_in(cast, "open")
        listing_in(cast, "draft")
        text = "{ organizations { nodes { name needCounts { status label count } } } }"
        counts = {n["name"]: n["needCounts"] for n in person(cast.users["leader"]).ask(text)["organizations"]["nodes"]}
        expected = [{"status": "draft", "label": "草稿", "count": 1}, {"status": "open", "label": "可认领", "count": 1}]
        assert counts["静安区"] == counts["江宁路街道"] == counts["新安居委会"] == expected
        assert counts["石门二路街道"] == []

    def test_a_report_is_read_whole(self, cast: Cast) -> None:
        issued(cast)
        text = """{ reports(first: 1, status: [ISSUED], quarter: "2026Q3") { nodes {
            label number contentHash entries(first: 50, level: [SUBDISTRICT]) {
            nodes { name rank figures(first: 20) { nodes { indicator name unit value change } } } } } } }"""
        (report,) = person(cast.users["community_b"]).ask(text)["reports"]["nodes"]
        assert report["label"] == "2026年第三季度"
        assert len(report["entries"]["nodes"]) == 2
        assert report["entries"]["nodes"][0]["figures"]["nodes"]

    def test_payloads_show_the_fresh_record(self, cast: Cast, street: Caller) -> None:
        listing = listing_in(cast, "submitted")
        payload = street.do(
            "needPublish", "need { status version history(first: 1) { nodes { verb } } }", id=gid(listing)
        )
        assert payload["need"]["status"] == "OPEN"
        assert payload["need"]["version"] == Need.objects.get().version
        assert payload["need"]["history"]["nodes"] == [{"verb": "need.publish"}]

    def test_a_stale_version_is_refused(self, cast: Cast, street: Caller) -> None:
        listing = listing_in(cast, "submitted")
        payload = street.do("needPublish", id=gid(listing), version=listing.version - 1)
        assert payload["errors"] == [
            {"code": "STALE_VERSION", "field": "version", "message": "这条记录刚被其他人修改过，请刷新后核对再提交。"}
        ]

    def test_an_edit_keeps_what_is_not_given(self, cast: Cast) -> None:
        listing = listing_in(cast, "draft")
        officer = person(cast.users["community_a"])
        assert officer.do("needEdit", id=gid(listing), title="新名称")["errors"] == []
        fresh = Need.objects.get()
        assert (fresh.title, fresh.quantity, fresh.due_on) == ("新名称", listing.quantity, listing.due_on)
        agreement = agreement_in(cast, "draft")
        assert person(cast.users["street_a"]).do("agreementEdit", id=gid(agreement), aim="新目标")["errors"] == []
        agreement.refresh_from_db()
        assert agreement.aim == "新目标"
        assert agreement.commitments.get().title == "开放操场"
        assert {str(party) for party in agreement.parties.all()} == {"江宁路街道", "江宁中学"}
