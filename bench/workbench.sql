-- What fills the bench of the workbench: agency 1 is the hub, 2 a city, 3 a station with a handful of old things.
CREATE FUNCTION bench_pick(keys uuid[]) RETURNS uuid LANGUAGE sql VOLATILE RETURN
  CASE WHEN random() < 0.1 THEN keys[1] ELSE keys[4 + floor(random() * (cardinality(keys) - 3))::int] END;

INSERT INTO duties_schedule (id, basis_kind, basis, number, clause, kind, topic, every, "on", day_rule, roll, agency_id, parties,
    starts_at, ends_at, made_until)
  SELECT gen_random_uuid(), 'agreement', gen_random_uuid(), '协字〔2026〕' || n || '号', '第' || n %% 9 + 1 || '条',
    (ARRAY['report', 'intelligence_transfer', 'meeting', 'evaluation', 'training'])[1 + n %% 5], '', 'month', 25, 'day', 'stay',
    owner, ARRAY[owner, partner], %(noon)s - interval '400 days', %(noon)s + interval '800 days', '2027-12-01'
  FROM (SELECT n, CASE WHEN n %% 40 = 0 THEN (%(keys)s::uuid[])[2] ELSE bench_pick(%(keys)s::uuid[]) END AS owner,
          CASE WHEN n %% 40 = 1 THEN (%(keys)s::uuid[])[2] ELSE bench_pick(%(keys)s::uuid[]) END AS partner
        FROM generate_series(1, 2000) n) pairs;

INSERT INTO duties_duty (id, schedule_id, basis_kind, basis, number, clause, kind, every, period_on, started_by, subject_kind,
    topic, agency_id, parties, watchers, starts_at, unit, roll, due_at, provisional, firm_due_at, liberty, next_step_at, missed_at,
    outcome, kept_at, kept_by, evidence, version)
  SELECT gen_random_uuid(), s.id, 'agreement', s.basis, s.number, s.clause, s.kind, 'month', (due - interval '24 days')::date, '', '',
    '', s.agency_id, s.parties, CASE WHEN chance < 0.002 THEN ARRAY[(%(keys)s::uuid[])[1]] ELSE '{}' END, due - interval '24 days',
    '', 'stay', due, false, due, false, due - interval '7 days', due + interval '60 days',
    came, CASE came WHEN 'kept' THEN due - interval '1 day' WHEN 'late' THEN due + interval '1 day' END,
    CASE WHEN came <> '' THEN gen_random_uuid() END, CASE WHEN came <> '' THEN '已报送' ELSE '' END, 1
  FROM (SELECT *, CASE WHEN due > %(noon)s OR chance < 0.03 THEN '' WHEN chance < 0.1 THEN 'late' ELSE 'kept' END AS came
        FROM (SELECT s.*, random() AS chance, date_trunc('day', %(noon)s) + interval '16 hours'
                + ((n - %(duties)s / 4000) * 15 + extract(epoch FROM s.starts_at)::int %% 15 + floor(random() * 15)) * interval '1 day'
                AS due
              FROM duties_schedule s, generate_series(1, %(duties)s / 2000) n) dated) s
  ON CONFLICT DO NOTHING;

INSERT INTO audit_entry (at, officer, agency, verb, kind, subject, purpose, facts, audience, salt, digest)
  SELECT %(noon)s - (%(lines)s - n) * interval '20 seconds', gen_random_uuid(), who,
    (ARRAY['duties.keep', 'sharing.reveal', 'sharing.release', 'agencies.sign_in', 'duties.remind'])[1 + n %% 5], 'duty',
    gen_random_uuid(), '', '{"basis": "协字〔2026〕3号", "due": "2026-11-25", "title": "线索", "partner": "江陵市公安局"}',
    CASE WHEN n < 20 THEN ARRAY[who, (%(keys)s::uuid[])[3]] WHEN n %% 20 = 0 THEN ARRAY[who, (%(keys)s::uuid[])[2]]
      WHEN n %% 4 = 0 THEN ARRAY[who] ELSE ARRAY[who, bench_pick(%(keys)s::uuid[])] END,
    decode(md5(n::text), 'hex'), sha256(n::text::bytea)
  FROM (SELECT n, bench_pick(%(keys)s::uuid[]) AS who FROM generate_series(1, %(lines)s) n) numbered;

INSERT INTO notices_notice (id, agency_id, sender_id, officer, at, kind, key, message, values, subject_kind, roles, raised, urgent,
    mailed_at, acknowledged_note)
  SELECT gen_random_uuid(), bench_pick(%(keys)s::uuid[]), bench_pick(%(keys)s::uuid[]), gen_random_uuid(),
    %(noon)s - n * interval '3 minutes', 'duties.keep', '', 'Draft', '{}', 'duty', '{}', '{}', false, %(noon)s, ''
  FROM generate_series(1, 60000) n;

INSERT INTO agreements_agreement (id, number, title, stage, drafter_id, parties, text, terms, signed_text, edition, version, made_at,
    made_by, sent_at, agreed_at, signed_at, on_paper, starts_at, ends_at, notice_why, withdrawn_why)
  SELECT gen_random_uuid(), '协字〔2026〕' || n || '号', '第' || n || '份警务协作协议', 'signed', drafter,
    ARRAY[drafter, bench_pick(%(keys)s::uuid[])], repeat('第一条 双方共享线索。', 200), '{}', repeat('第一条', 400), 1, 1,
    at, gen_random_uuid(), at, at, at, false, at, at + interval '3 years', '', ''
  FROM (SELECT n, bench_pick(%(keys)s::uuid[]) AS drafter, %(noon)s - n * interval '6 hours' AS at
        FROM generate_series(1, 3000) n) dated;

INSERT INTO access_deed (id, number, title, parties, terms, laid_at, starts_at, ends_at)
  SELECT gen_random_uuid(), 'bench', 'bench', %(keys)s::uuid[], '{}', %(noon)s, %(noon)s, %(noon)s + interval '3 years';

INSERT INTO access_grant (id, deed_id, owner_id, agency_id, category, named, clause, level,
    concerned, starts_at, ends_at)
  SELECT gen_random_uuid(), (SELECT id FROM access_deed LIMIT 1), (%(keys)s::uuid[])[4 + n %% 190], (%(keys)s::uuid[])[1 + n %% 7],
    category, category, '第一条', 2, false, %(noon)s - interval '90 days', %(noon)s + interval '900 days'
  FROM generate_series(1, 400) n, unnest(ARRAY['leads', 'cases', 'suspects', 'vehicles']) category
  ON CONFLICT DO NOTHING;

INSERT INTO sharing_record (id, number, kind, role, owner_id, entered_by, category, level, region, case_class, concerns, handling,
    title, elements, legal_basis, stage, entered_at, updated_at, updated_by, version)
  SELECT gen_random_uuid(), 'XS-' || n, 'lead', '', bench_pick(%(keys)s::uuid[]), gen_random_uuid(),
    (ARRAY['leads', 'cases', 'suspects', 'vehicles'])[1 + n %% 4], n %% 3, '990102', '05000200', '{}', '{}', '线索' || n,
    jsonb_build_object('content', repeat('x', 300)), '', 'open', at, at, gen_random_uuid(), 1
  FROM (SELECT n, %(noon)s - random() * interval '365 days' AS at FROM generate_series(1, 100000) n) dated;
