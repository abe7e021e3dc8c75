-- What PostGraphile needs to see the tree and to answer queries (c), (e) and (f); the tables stay as they are for everybody else.
ALTER TABLE org_organization ADD COLUMN parent_id bigint REFERENCES org_organization;
UPDATE org_organization c SET parent_id = p.id
  FROM org_organization p WHERE p.path = left(c.path, length(c.path) - 4) AND c.depth > 1;
CREATE INDEX ON org_organization (parent_id);
COMMENT ON TABLE org_organization IS '@name organization';
COMMENT ON TABLE org_residentunit IS '@name unit';
COMMENT ON TABLE linkage_agreement IS '@name agreement';
COMMENT ON TABLE linkage_agreementparty IS '@name party';
COMMENT ON TABLE resources_need IS '@name need';
COMMENT ON TABLE resources_resource IS '@name resource';
COMMENT ON TABLE resources_claim IS '@name claim';
COMMENT ON TABLE resources_evaluation IS '@name evaluation';
COMMENT ON TABLE linkage_commitment IS '@name commitment';
COMMENT ON TABLE core_event IS '@name event';
COMMENT ON TABLE assessment_quarterlyreport IS '@name report';
COMMENT ON TABLE assessment_reportentry IS '@name entry';
COMMENT ON TABLE assessment_reportfigure IS '@name figure';
-- It offers conditions and orders only for columns that lead an index.
CREATE INDEX ON assessment_quarterlyreport (status);
CREATE INDEX ON assessment_reportentry (level);
CREATE INDEX ON assessment_reportentry (rank);

CREATE TYPE state_count AS (status text, count int);
CREATE TYPE board_row AS (id bigint, name text, agreement_counts state_count[], need_counts state_count[],
                          overdue_tasks int);
CREATE TYPE whole_row AS (id bigint, name text, agreement_counts state_count[], need_counts state_count[],
                          claim_counts state_count[]);
CREATE FUNCTION board() RETURNS SETOF board_row LANGUAGE sql STABLE AS $$
WITH a AS (SELECT left(o.path, 8) AS root, t.status, sum(t.n)::int AS n
             FROM (SELECT organization_id, status, count(*) AS n FROM linkage_agreement GROUP BY 1, 2) t
             JOIN org_organization o ON o.id = t.organization_id GROUP BY 1, 2),
     n AS (SELECT left(o.path, 8) AS root, t.status, sum(t.n)::int AS n
             FROM (SELECT organization_id, status, count(*) AS n FROM resources_need GROUP BY 1, 2) t
             JOIN org_organization o ON o.id = t.organization_id GROUP BY 1, 2),
     t AS (SELECT left(o.path, 8) AS root, sum(t.n)::int AS n
             FROM (SELECT organization_id, count(*) AS n FROM assignments_assignment
                    WHERE status IN ('pending', 'active') AND due_on < (now() AT TIME ZONE 'Asia/Shanghai')::date
                    GROUP BY 1) t
             JOIN org_organization o ON o.id = t.organization_id GROUP BY 1)
SELECT s.id, s.name::text, COALESCE(a.j, '{}'), COALESCE(n.j, '{}'), COALESCE(t.n, 0)
  FROM org_organization s
  LEFT JOIN (SELECT root, array_agg(row(status, n)::state_count) AS j FROM a GROUP BY 1) a ON a.root = s.path
  LEFT JOIN (SELECT root, array_agg(row(status, n)::state_count) AS j FROM n GROUP BY 1) n ON n.root = s.path
  LEFT JOIN t ON t.root = s.path
 WHERE s.level = 'subdistrict' ORDER BY s.path
$$;
CREATE FUNCTION whole() RETURNS SETOF whole_row LANGUAGE sql STABLE AS $$
WITH a AS (SELECT left(o.path, 4) AS root, t.status, sum(t.n)::int AS n
             FROM (SELECT organization_id, status, count(*) AS n FROM linkage_agreement GROUP BY 1, 2) t
             JOIN org_organization o ON o.id = t.organization_id GROUP BY 1, 2),
     n AS (SELECT left(o.path, 4) AS root, t.status, sum(t.n)::int AS n
             FROM (SELECT organization_id, status, count(*) AS n FROM resources_need GROUP BY 1, 2) t
             JOIN org_organization o ON o.id = t.organization_id GROUP BY 1, 2),
     c AS (SELECT left(o.path, 4) AS root, t.status, sum(t.n)::int AS n
             FROM (SELECT organization_id, status, count(*) AS n FROM resources_claim GROUP BY 1, 2) t
             JOIN org_organization o ON o.id = t.organization_id GROUP BY 1, 2)
SELECT s.id, s.name::text, COALESCE(a.j, '{}'), COALESCE(n.j, '{}'), COALESCE(c.j, '{}')
  FROM org_organization s
  LEFT JOIN (SELECT root, array_agg(row(status, n)::state_count) AS j FROM a GROUP BY 1) a ON a.root = s.path
  LEFT JOIN (SELECT root, array_agg(row(status, n)::state_count) AS j FROM n GROUP BY 1) n ON n.root = s.path
  LEFT JOIN (SELECT root, array_agg(row(status, n)::state_count) AS j FROM c GROUP BY 1) c ON c.root = s.path
 WHERE s.level = 'district'
$$;

CREATE FUNCTION resources_claim_last_event(c resources_claim) RETURNS core_event LANGUAGE sql STABLE AS $$
SELECT v FROM core_event v WHERE v.subject_type = 'resources.claim' AND v.subject_id = c.id ORDER BY v.id DESC LIMIT 1
$$;
