-- A district in the current schema: 20 subdistricts with 15 communities each and, at scale 1, 3,000 units,
-- 6,000 agreements, 20,000 resources, 20,000 needs, 30,000 claims, 50,000 tasks. Always the same rows; the terms of
-- tasks lie around the day.
SELECT setseed(0.42);

CREATE FUNCTION pg_temp.step(n integer) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT '000' || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', n + 1, 1) $$;
CREATE FUNCTION pg_temp.one_of(choices text[]) RETURNS text LANGUAGE sql VOLATILE AS
$$ SELECT choices[1 + floor(random() * array_length(choices, 1))::integer] $$;
CREATE FUNCTION pg_temp.below(n numeric) RETURNS integer LANGUAGE sql VOLATILE AS
$$ SELECT floor(random() * n)::integer $$;

INSERT INTO org_organization (id, path, depth, numchild, code, name, level, pinyin, version)
VALUES (1, '0001', 1, 20, '990100000000', '云溪区', 'district', 'yunxiqu', 1);
INSERT INTO org_organization (id, path, depth, numchild, code, name, level, pinyin, version)
SELECT 1 + i, '0001' || pg_temp.step(i), 2, 15, '990100' || lpad(i::text, 3, '0') || '000',
       '第' || i || '街道', 'subdistrict', 'jiedao' || i, 1
  FROM generate_series(1, 20) i;
INSERT INTO org_organization (id, path, depth, numchild, code, name, level, pinyin, version)
SELECT 21 + (s - 1) * 15 + c, '0001' || pg_temp.step(s) || pg_temp.step(c), 3, 0,
       '990100' || lpad(s::text, 3, '0') || lpad(c::text, 3, '0'), '幸福社区' || s || '之' || c, 'community', 'shequ' || c, 1
  FROM generate_series(1, 20) s, generate_series(1, 15) c;

INSERT INTO org_residentunit (id, name, pinyin, kind, affiliation, rank, party_organization, party_members, address,
                              status, version, organization_id)
SELECT i, '共建单位' || i || '有限公司', 'danwei' || i,
       pg_temp.one_of('{government,state_firm,private_firm,school,hospital,social}'), 'none', '', '', pg_temp.below(80),
       '', 'active', 1, 22 + (i - 1) % 300
  FROM generate_series(1, %(units)s) i;

INSERT INTO linkage_agreement (id, version, number, title, aim, content, signed_text, content_hash, active_from,
                               active_to, kind, conclusion, status, signed_at, created_at, organization_id)
SELECT i, 1, 'XY-2026-' || i, '共建协议第' || i || '号', '共建', '', '', repeat('0', 64), day, day + 365, 'original', '',
       status,
       CASE WHEN status IN ('active', 'expired') THEN day::timestamptz END, day::timestamptz, 22 + (u - 1) % 300
  FROM (SELECT i, 1 + pg_temp.below(%(units)s) AS u, date '2026-01-01' - pg_temp.below(700) AS day,
               pg_temp.one_of('{negotiating,active,active,active,expired,terminated}') AS status
          FROM generate_series(1, %(agreements)s) i) x;
INSERT INTO linkage_agreementparty (agreement_id, organization_id, unit_id, duties, head, liaison, signer_label,
                                    signed_hash)
SELECT id, organization_id, NULL, '', '', '', '', '' FROM linkage_agreement
UNION ALL
SELECT id, organization_id, organization_id - 21 + 300 * pg_temp.below(%(units)s / 300.0 - 1), '', '', '', '', ''
  FROM linkage_agreement;

INSERT INTO resources_need (id, version, title, category, description, quantity, measure, due_on, status, claimed,
                            fulfilled, commit_status, fulfil_status, created_at, audience_id, organization_id,
                            origin_type, origin_label)
SELECT i, 1, '居民需求第' || i || '项', pg_temp.one_of('{venue,people,goods,medical,legal,culture}'), '', 40, '人次',
       date '2026-01-01' + pg_temp.below(400),
       pg_temp.one_of('{open,open,open,submitted,closed,closed,expired,withdrawn}'), 0, 0, 'none', 'none',
       timestamptz '2026-01-01 09:00+08', 2 + (o - 22) / 15, o, '', ''
  FROM (SELECT i, 22 + pg_temp.below(300) AS o FROM generate_series(1, %(needs)s) i) x;
INSERT INTO resources_resource (id, version, title, category, description, quantity, measure, due_on, status, claimed,
                                fulfilled, commit_status, fulfil_status, created_at, audience_id, organization_id,
                                unit_id)
SELECT i, 1, '可共享资源第' || i || '项', pg_temp.one_of('{venue,people,goods,medical,legal,culture}'), '', 40, '人次',
       date '2026-01-01' + pg_temp.below(400), pg_temp.one_of('{open,open,submitted,closed,expired}'), 0, 0, 'none',
       'none', timestamptz '2026-01-01 09:00+08', 2 + ((u - 1) % 300) / 15, 22 + (u - 1) % 300, u
  FROM (SELECT i, 1 + pg_temp.below(%(units)s) AS u FROM generate_series(1, %(resources)s) i) x;

INSERT INTO resources_claim (id, version, quantity, fulfilled_quantity, note, outcome, status, proposed_at,
                             organization_id, unit_id, need_id, resource_id)
SELECT i, 1, 5, 0, '', '', pg_temp.one_of('{proposed,confirmed,fulfilled,closed,closed,declined,withdrawn,released}'),
       timestamptz '2026-01-01 09:00+08' - pg_temp.below(25920000) * interval '1 second',
       22 + (u - 1) % 300, CASE WHEN i % 3 > 0 THEN u END,
       CASE WHEN i % 3 > 0 THEN 1 + pg_temp.below(%(needs)s) END,
       CASE WHEN i % 3 = 0 THEN 1 + pg_temp.below(%(resources)s) END
  FROM (SELECT i, 1 + pg_temp.below(%(units)s) AS u FROM generate_series(1, %(claims)s) i) x;

-- One commitment for each agreement, of its unit; every second claim on a need answers to one.
INSERT INTO linkage_commitment (id, title, quantity, measure, period, total, due_on, agreement_id, party_id)
SELECT p.agreement_id, '开放场地', 20, '次', '', 20, date '2026-12-31', p.agreement_id, p.id
  FROM linkage_agreementparty p WHERE p.unit_id IS NOT NULL;
UPDATE resources_claim SET commitment_id = 1 + id % %(agreements)s WHERE need_id IS NOT NULL AND id % 2 = 0;
INSERT INTO resources_evaluation (claim_id, side, score, words, by_label, at)
SELECT c.id, side, 3 + c.id % 3, '配合很好', '第' || c.id || '位经办人', c.proposed_at + interval '20 days'
  FROM resources_claim c, unnest('{owner,claimant}'::text[]) side WHERE c.status = 'closed';
-- What happened to each claim: three events. Nobody verifies this log.
INSERT INTO core_event (at, verb, actor_kind, actor_label, subject_type, subject_id, subject_label, organization_path,
                        other_path, unit_id, shared, data, request_id, prev_hash, hash)
SELECT c.proposed_at + n * interval '1 day', verb, 'user', '第' || c.id || '位经办人', 'resources.claim', c.id, '认领',
       o.path, '', c.unit_id, true, jsonb_build_object('quantity', '5.00', 'measure', '人次'), '', '',
       md5(c.id::text || verb)
  FROM resources_claim c JOIN org_organization o ON o.id = c.organization_id,
       unnest('{claim.propose,claim.confirm,claim.fulfil}'::text[]) WITH ORDINALITY v(verb, n)
 ORDER BY n, c.id;

INSERT INTO assignments_assignment (id, version, number, depth, parts_given, title, kind, content, support,
                                    organization_id, issuer_id, responsible, status, outcome, started_on, due_on,
                                    progress, poor, dispatched_at, origin_type, origin_label)
SELECT i, 1, 'RW-2026-' || i, 0, 0, '任务第' || i || '项', 'service', '', '', o, 2 + (o - 22) / 15, '',
       pg_temp.one_of('{pending,active,active,submitted,closed,closed,closed,closed,closed,withdrawn}'), '',
       CURRENT_DATE - 90, CURRENT_DATE - 30 + pg_temp.below(120), 0, false, CURRENT_DATE - 90, '', ''
  FROM (SELECT i, 22 + pg_temp.below(300) AS o FROM generate_series(1, %(tasks)s) i) x;

-- An issued report: every place with nine figures.
INSERT INTO assessment_quarterlyreport (id, version, year, quarter, edition, status, number, confirm_by, review_by,
                                        drafted_at, issued_at, issued_by_label, issue_note, correction_note, excluded,
                                        terms, content_hash, organization_id)
VALUES (1, 1, 2026, 1, 1, 'issued', '联动通报〔2026〕1号', '2026-04-05', '2026-04-08', timestamptz '2026-04-01 09:00+08',
        timestamptz '2026-04-10 09:00+08', '', '', '', '{}', '{}', repeat('0', 64), 1);
INSERT INTO assessment_reportentry (id, version, report_id, organization_id, path, name, level, status, done_by_label,
                                    note, return_reason, score, rank)
SELECT id, 1, 1, id, path, name, level, 'confirmed', '', '', '', 60 + id % 40,
       CASE WHEN level = 'subdistrict' THEN id - 1 END
  FROM org_organization;
INSERT INTO assessment_reportfigure (entry_id, indicator, value, numerator, denominator, previous)
SELECT e.id, indicator, 50 + (e.id + n) % 50, 50, 100, 49.5
  FROM assessment_reportentry e,
       unnest('{needs_published,resources_published,claims_proposed,claims_closed,need_completion_rate,'
              'claim_closure_rate,response_days,satisfaction,score}'::text[]) WITH ORDINALITY i(indicator, n);
