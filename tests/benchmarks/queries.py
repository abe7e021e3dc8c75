"""The six queries: as the interface takes them, as one statement by hand, and in PostGraphile's dialect.

(a) 50 open needs with their organization; (b) 20 subdistricts, of each 10 communities, of each 5 units, of each 3
agreements; (c) per subdistrict its agreements and needs by status and its overdue tasks; (d) one claim with three
relations;
(e) what a leader looks at first: the district's counts, the last report with its figures, the last events; (f) 100
claims with need, unit, agreement, both evaluations and the last event of each.
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


def _moment(column: str) -> str:
    return f"""to_char({column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"')"""


def _counts(table: str, length: int) -> str:
    """Numbers by status for every place with a path so long, counted by organization before anything is joined."""
    return f"""
    (SELECT left(o.path, {length}) AS root, t.status, sum(t.n)::int AS n
       FROM (SELECT organization_id, status, count(*) AS n FROM {table} GROUP BY 1, 2) t
       JOIN org_organization o ON o.id = t.organization_id GROUP BY 1, 2)"""


_AGREEMENT = "draft,negotiating,active,terminated,expired"
_LISTING = "draft,submitted,returned,open,closed,withdrawn,expired"
_CLAIM = "proposed,confirmed,fulfilled,closed,declined,withdrawn,released"


def _by_status(table: str, states: str, length: int = 8) -> str:
    return f"""(SELECT root, json_agg(json_build_object('status', status, 'count', n)
        ORDER BY array_position('{{{states}}}'::text[], status::text)) AS j
        FROM {_counts(table, length)} x GROUP BY 1)"""


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
        agreementCounts { status count } needCounts { status count } overdueTasks } } }""",
    statement=f"""
    SELECT json_build_object('organizations', json_build_object('nodes', json_agg(json_build_object(
             'id', {_id("Organization", "s.id")}, 'name', s.name, 'agreementCounts', COALESCE(a.j, '[]'),
             'needCounts', COALESCE(n.j, '[]'), 'overdueTasks', COALESCE(t.n, 0)) ORDER BY s.path)))::text
      FROM org_organization s
      LEFT JOIN {_by_status("linkage_agreement", _AGREEMENT)} a ON a.root = s.path
      LEFT JOIN {_by_status("resources_need", _LISTING)} n
             ON n.root = s.path
      LEFT JOIN (SELECT left(o.path, 8) AS root, sum(t.n)::int AS n
                   FROM (SELECT organization_id, count(*) AS n FROM assignments_assignment
                          WHERE status IN ('pending', 'active')
                            AND due_on < (now() AT TIME ZONE 'Asia/Shanghai')::date GROUP BY 1) t
                   JOIN org_organization o ON o.id = t.organization_id GROUP BY 1) t
             ON t.root = s.path
     WHERE s.level = 'subdistrict'""",
    peer_text="""query C { board: boardList { id: rowId name
        agreementCounts { status count } needCounts { status count } overdueTasks } }""",
)

D = Query(
    text="""query D($id: ID!) {
      claim(id: $id) { id status proposedAt
        need { id title organization { id name } } unit { id name } } }""",
    variables={"id": global_id("Claim", CLAIM)},
    statement=f"""
    SELECT json_build_object('claim', json_build_object(
             'id', {_id("Claim", "c.id")}, 'status', upper(c.status),
             'proposedAt', {_moment("c.proposed_at")},
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

E = Query(
    text="""query E {
      organizations(level: [DISTRICT]) { nodes { name
        agreementCounts { status count } needCounts { status count } claimCounts { status count } } }
      reports(first: 1, status: [ISSUED]) { nodes { id number
        whole: entries(first: 1, level: [DISTRICT]) { nodes { score
          figures(first: 20) { nodes { indicator value previous change } } } }
        parts: entries(first: 50, level: [SUBDISTRICT], orderBy: RANK) { nodes { name rank score
          figures(first: 20) { nodes { indicator value } } } } } }
      events(first: 10, verb: ["claim.fulfil"]) { nodes { at verb actor subjectLabel } } }""",
    statement=f"""
    SELECT json_build_object(
      'organizations', json_build_object('nodes', (SELECT json_agg(json_build_object('name', s.name,
          'agreementCounts', COALESCE(a.j, '[]'), 'needCounts', COALESCE(n.j, '[]'),
          'claimCounts', COALESCE(c.j, '[]')))
        FROM org_organization s
        LEFT JOIN {_by_status("linkage_agreement", _AGREEMENT, 4)} a ON a.root = s.path
        LEFT JOIN {_by_status("resources_need", _LISTING, 4)} n ON n.root = s.path
        LEFT JOIN {_by_status("resources_claim", _CLAIM, 4)} c ON c.root = s.path
       WHERE s.level = 'district')),
      'reports', json_build_object('nodes', (SELECT json_agg(json_build_object(
          'id', {_id("QuarterlyReport", "r.id")}, 'number', r.number,
          'whole', json_build_object('nodes', (SELECT json_agg(json_build_object('score', e.score::text,
              'figures', json_build_object('nodes', (SELECT json_agg(json_build_object('indicator', upper(f.indicator),
                  'value', f.value::text, 'previous', f.previous::text, 'change', (f.value - f.previous)::text)
                  ORDER BY f.id) FROM assessment_reportfigure f WHERE f.entry_id = e.id))))
            FROM assessment_reportentry e WHERE e.report_id = r.id AND e.level = 'district')),
          'parts', json_build_object('nodes', (SELECT json_agg(json_build_object('name', e.name, 'rank', e.rank,
              'score', e.score::text,
              'figures', json_build_object('nodes', (SELECT json_agg(json_build_object('indicator', upper(f.indicator),
                  'value', f.value::text) ORDER BY f.id) FROM assessment_reportfigure f WHERE f.entry_id = e.id)))
              ORDER BY e.rank, e.path)
            FROM assessment_reportentry e WHERE e.report_id = r.id AND e.level = 'subdistrict'))))
        FROM (SELECT * FROM assessment_quarterlyreport WHERE status = 'issued'
               ORDER BY year DESC, quarter DESC, edition DESC LIMIT 1) r)),
      'events', json_build_object('nodes', (SELECT json_agg(json_build_object('at', {_moment("v.at")}, 'verb', v.verb,
          'actor', v.actor_label, 'subjectLabel', v.subject_label) ORDER BY v.id DESC)
        FROM (SELECT * FROM core_event WHERE verb = 'claim.fulfil' ORDER BY id DESC LIMIT 10) v)))::text""",
    # One list of counts for the district; upper-case codes, change and decimals as text are left out.
    peer_text="""query E {
      whole: wholeList { name agreementCounts { status count } needCounts { status count }
        claimCounts { status count } }
      reports: allReportsList(condition: {status: "issued"}, first: 1) { id: rowId number
        whole: entriesByReportIdList(condition: {level: "district"}, first: 1) { score
          figures: figuresByEntryIdList(first: 20) { indicator value previous } }
        parts: entriesByReportIdList(condition: {level: "subdistrict"}, first: 50, orderBy: RANK_ASC) {
          name rank score figures: figuresByEntryIdList(first: 20) { indicator value } } }
      events: allEventsList(condition: {verb: "claim.fulfil"}, first: 10, orderBy: PRIMARY_KEY_DESC) {
        at verb actorLabel subjectLabel } }""",
)

F = Query(
    text="""query F($first: Int) {
      claims(first: $first, status: [CLOSED]) { nodes { id quantity proposedAt
        need { id title } unit { id name } commitment { agreement { id number title } }
        evaluations(first: 2) { nodes { side score words by } }
        history(first: 1) { nodes { at verb actor } } } } }""",
    variables={"first": 100},
    statement=f"""
    SELECT json_build_object('claims', json_build_object('nodes', json_agg(json_build_object(
             'id', {_id("Claim", "c.id")}, 'quantity', c.quantity::text, 'proposedAt', {_moment("c.proposed_at")},
             'need', CASE WHEN n.id IS NOT NULL
                     THEN json_build_object('id', {_id("Need", "n.id")}, 'title', n.title) END,
             'unit', CASE WHEN u.id IS NOT NULL
                     THEN json_build_object('id', {_id("ResidentUnit", "u.id")}, 'name', u.name) END,
             'commitment', CASE WHEN a.id IS NOT NULL THEN json_build_object('agreement', json_build_object(
                     'id', {_id("Agreement", "a.id")}, 'number', a.number, 'title', a.title)) END,
             'evaluations', json_build_object('nodes', e.j), 'history', json_build_object('nodes', h.j))
             ORDER BY c.id DESC)))::text
      FROM (SELECT * FROM resources_claim WHERE status = 'closed' ORDER BY id DESC LIMIT 100) c
      LEFT JOIN resources_need n ON n.id = c.need_id
      LEFT JOIN org_residentunit u ON u.id = c.unit_id
      LEFT JOIN linkage_commitment m ON m.id = c.commitment_id
      LEFT JOIN linkage_agreement a ON a.id = m.agreement_id,
           LATERAL (SELECT COALESCE(json_agg(json_build_object('side', upper(e.side), 'score', e.score,
                           'words', e.words, 'by', e.by_label) ORDER BY e.id), '[]') AS j
                      FROM (SELECT * FROM resources_evaluation e WHERE e.claim_id = c.id ORDER BY id LIMIT 2) e) e,
           LATERAL (SELECT COALESCE(json_agg(json_build_object('at', {_moment("v.at")}, 'verb', v.verb,
                           'actor', v.actor_label)), '[]') AS j
                      FROM (SELECT * FROM core_event v WHERE v.subject_type = 'resources.claim'
                               AND v.subject_id = c.id ORDER BY id DESC LIMIT 1) v) h""",
    # The last event is a function: no foreign key leads to a record's events.
    peer_text="""query F($first: Int) {
      claims: allClaimsList(condition: {status: "closed"}, first: $first, orderBy: PRIMARY_KEY_DESC) {
        id: rowId quantity proposedAt need: needByNeedId { id: rowId title } unit: unitByUnitId { id: rowId name }
        commitment: commitmentByCommitmentId { agreement: agreementByAgreementId { id: rowId number title } }
        evaluations: evaluationsByClaimIdList(first: 2) { side score words byLabel }
        lastEvent { at verb actorLabel } } }""",
    peer_variables={"first": 100},
)

# Nobody else answers this one: only its statements are counted.
SUMMARY = """query Summary { summary { quarter isFrozen
  place { id name standing figures { indicator value numerator denominator previous change target } }
  parts { id name standing figures { indicator value } } history { quarter values { indicator value } } } }"""

QUERIES = {"a": A, "b": B, "c": C, "d": D, "e": E, "f": F}


def district_rows(scale: float) -> str:
    """The statements that fill the current schema; sizes are multiples of what performance work is measured at."""
    sizes = {"units": 3000, "agreements": 6000, "resources": 20000, "needs": 20000, "claims": 30000, "tasks": 50000}
    # Units lie in 300 communities in turn; below two rounds there would be no second unit to choose from.
    wanted = {name: max(round(size * scale), 600 if name == "units" else 200) for name, size in sizes.items()}
    text = (HERE / "district.sql").read_text()
    for name, size in wanted.items():
        text = text.replace(f"%({name})s", str(size))
    return text
