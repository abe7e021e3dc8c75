"""The four queries: as the interface takes them, as one statement by hand, and in PostGraphile's dialect.

(a) 50 open needs with their organization; (b) 20 subdistricts, of each 10 communities, of each 5 units, of each 3
agreements; (c) per subdistrict its agreements, needs and claims by status; (d) one claim with three relations.
The statements answer exactly the bytes of data that the interface answers, global ids included.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.rows.ids import global_id

HERE = Path(__file__).parent
CLAIM = 124
# What query (b) costs by the interface's own count, and a little more: the limit stays on.
MOST_COST = 25_000


@dataclass(frozen=True, slots=True)
class Query:
    """One query in three dialects."""

    text: str
    statement: str
    peer_text: str
    variables: dict[str, Any] = field(default_factory=dict)
    peer_variables: dict[str, Any] = field(default_factory=dict)


def _id(name: str, column: str) -> str:
    # Keys are short here: base64 in PostgreSQL breaks lines at 76 characters.
    return f"encode(convert_to('{name}:' || {column}, 'UTF8'), 'base64')"


def _counts(table: str) -> str:
    """Numbers by status for every subdistrict, counted by organization before anything is joined."""
    return f"""
    (SELECT left(o.path, 8) AS root, t.status, sum(t.n)::int AS n
       FROM (SELECT organization_id, status, count(*) AS n FROM {table} GROUP BY 1, 2) t
       JOIN org_organization o ON o.id = t.organization_id GROUP BY 1, 2)"""


def _by_status(table: str, states: str) -> str:
    return f"""(SELECT root, json_agg(json_build_object('status', status, 'count', n)
        ORDER BY array_position('{{{states}}}'::text[], status::text)) AS j FROM {_counts(table)} x GROUP BY 1)"""


A = Query(
    text="""query A($status: [ListingStatus!]) {
      needs(status: $status, first: 50) {
        nodes { id title category dueOn status organization { id name } } } }""",
    variables={"status": ["OPEN"]},
    statement=f"""
    SELECT json_build_object('needs', json_build_object('nodes', COALESCE(json_agg(json_build_object(
             'id', {_id("Need", "n.id")}, 'title', n.title, 'category', upper(n.category), 'dueOn', n.due_on,
             'status', upper(n.status),
             'organization', json_build_object('id', {_id("Organization", "o.id")}, 'name', o.name))
             ORDER BY n.id DESC), '[]')))::text
      FROM (SELECT * FROM resources_need WHERE status = 'open' ORDER BY id DESC LIMIT 50) n
      JOIN org_organization o ON o.id = n.organization_id""",
    peer_text="""query A($status: String) {
      needs: allNeedsList(condition: {status: $status}, first: 50) {
        id: rowId title category dueOn status organization: organizationByOrganizationId { id: rowId name } } }""",
    peer_variables={"status": "open"},
)

B = Query(
    text="""query B($n: Int) {
      organizations(level: [SUBDISTRICT], first: 20) { nodes { id name
        children(first: 10) { nodes { id name
          units(first: 5) { nodes { id name kind
            agreements(first: $n) { nodes { id status activeFrom activeTo } } } } } } } } }""",
    variables={"n": 3},
    statement=f"""
    SELECT json_build_object('organizations', json_build_object('nodes', json_agg(json_build_object(
             'id', {_id("Organization", "s.id")}, 'name', s.name, 'children', json_build_object('nodes', c.j))
             ORDER BY s.path)))::text
      FROM (SELECT * FROM org_organization WHERE level = 'subdistrict' ORDER BY path LIMIT 20) s,
           LATERAL (SELECT COALESCE(json_agg(json_build_object('id', {_id("Organization", "c.id")}, 'name', c.name,
                                    'units', json_build_object('nodes', u.j)) ORDER BY c.path), '[]') AS j
                      FROM (SELECT * FROM org_organization c
                             WHERE c.path ~>=~ s.path AND c.path ~<~ (s.path || 'a') AND c.depth = s.depth + 1
                             ORDER BY path LIMIT 10) c,
                           LATERAL (SELECT COALESCE(json_agg(json_build_object('id', {_id("ResidentUnit", "u.id")},
                                      'name', u.name, 'kind', upper(u.kind),
                                      'agreements', json_build_object('nodes', a.j)) ORDER BY u.id DESC), '[]') AS j
                                      FROM (SELECT * FROM org_residentunit u WHERE u.organization_id = c.id
                                             ORDER BY u.id DESC LIMIT 5) u,
                                           LATERAL (SELECT COALESCE(json_agg(json_build_object(
                                                      'id', {_id("Agreement", "a.id")}, 'status', upper(a.status),
                                                      'activeFrom', a.active_from, 'activeTo', a.active_to)
                                                      ORDER BY a.id DESC), '[]') AS j
                                                      FROM (SELECT a.* FROM linkage_agreementparty p
                                                              JOIN linkage_agreement a ON a.id = p.agreement_id
                                                             WHERE p.unit_id = u.id ORDER BY p.agreement_id DESC
                                                             LIMIT 3) a) a) u) c""",
    peer_text="""query B($n: Int) {
      organizations: allOrganizationsList(condition: {level: "subdistrict"}, first: 20) {
        id: rowId name
        children: organizationsByParentIdList(first: 10) { id: rowId name
          units: unitsByOrganizationIdList(first: 5) { id: rowId name kind
            agreements: partiesByUnitIdList(first: $n) {
              agreement: agreementByAgreementId { id: rowId status activeFrom activeTo } } } } } }""",
    peer_variables={"n": 3},
)

C = Query(
    text="""query C {
      organizations(level: [SUBDISTRICT], first: 100) { nodes { id name
        agreementCounts { status count } needCounts { status count } claimCounts { status count } } } }""",
    statement=f"""
    SELECT json_build_object('organizations', json_build_object('nodes', json_agg(json_build_object(
             'id', {_id("Organization", "s.id")}, 'name', s.name, 'agreementCounts', COALESCE(a.j, '[]'),
             'needCounts', COALESCE(n.j, '[]'), 'claimCounts', COALESCE(c.j, '[]')) ORDER BY s.path)))::text
      FROM org_organization s
      LEFT JOIN {_by_status("linkage_agreement", "draft,negotiating,active,terminated,expired")} a ON a.root = s.path
      LEFT JOIN {_by_status("resources_need", "draft,submitted,returned,open,closed,withdrawn,expired")} n
             ON n.root = s.path
      LEFT JOIN {_by_status("resources_claim", "proposed,confirmed,fulfilled,closed,declined,withdrawn,released")} c
             ON c.root = s.path
     WHERE s.level = 'subdistrict'""",
    peer_text="""query C { board: boardList { id: rowId name
        agreementCounts { status count } needCounts { status count } claimCounts { status count } } }""",
)

D = Query(
    text="""query D($id: ID!) {
      claim(id: $id) { id status proposedAt
        need { id title organization { id name } } unit { id name } } }""",
    variables={"id": global_id("Claim", CLAIM)},
    statement=f"""
    SELECT json_build_object('claim', json_build_object(
             'id', {_id("Claim", "c.id")}, 'status', upper(c.status),
             'proposedAt', to_char(c.proposed_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'),
             'need', json_build_object('id', {_id("Need", "n.id")}, 'title', n.title,
                 'organization', json_build_object('id', {_id("Organization", "o.id")}, 'name', o.name)),
             'unit', json_build_object('id', {_id("ResidentUnit", "u.id")}, 'name', u.name)))::text
      FROM resources_claim c
      JOIN resources_need n ON n.id = c.need_id
      JOIN org_organization o ON o.id = n.organization_id
      JOIN org_residentunit u ON u.id = c.unit_id
     WHERE c.id = {CLAIM}""",
    peer_text="""query D($id: BigInt!) {
      claim: claimByRowId(rowId: $id) { id: rowId status proposedAt
        need: needByNeedId { id: rowId title organization: organizationByOrganizationId { id: rowId name } }
        unit: unitByUnitId { id: rowId name } } }""",
    peer_variables={"id": str(CLAIM)},
)

QUERIES = {"a": A, "b": B, "c": C, "d": D}


def district_rows(scale: float) -> str:
    """The statements that fill the current schema; sizes are multiples of what performance work is measured at."""
    sizes = {"units": 3000, "agreements": 6000, "resources": 20000, "needs": 20000, "claims": 30000}
    # Units lie in 300 communities in turn; below two rounds there would be no second unit to choose from.
    wanted = {name: max(round(size * scale), 600 if name == "units" else 200) for name, size in sizes.items()}
    text = (HERE / "district.sql").read_text()
    for name, size in wanted.items():
        text = text.replace(f"%({name})s", str(size))
    return text
