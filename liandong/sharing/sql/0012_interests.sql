-- Shared interests (撞线提醒). A token is there for whoever sees its record, so duplicates are found among what one may see;
-- matches are nobody's to read; of an interest each side's liaison officers see their own row, and nothing of the other's record.
CALL kernel_protect('sharing_token',
  see    => 'EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)',
  add => 'false', change => 'false', remove => 'false');
CALL kernel_protect('sharing_match', see => 'false', add => 'false', change => 'false', remove => 'false');
CALL kernel_protect('sharing_interest',
  see    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''liaison''))',
  add    => 'false',
  change => 'agency_id = (SELECT actor_agency())',
  remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON sharing_token, sharing_interest FROM liandong_web;
REVOKE ALL ON sharing_match FROM liandong_web;
GRANT UPDATE (settled_at, settled_by, note) ON sharing_interest TO liandong_web;

-- Whether a record may meet another's: worked on, open to more than a department or team, called back or frozen by nobody,
-- its review not overdue.
CREATE FUNCTION sharing_meets(it sharing_record) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
RETURN (it).stage IN ('open', 'checking', 'confirmed') AND (it).kept_to_id IS NULL AND (it).team IS NULL
       AND (it).recalled_at IS NULL AND (it).frozen_at IS NULL AND (it).removed_at IS NULL
       AND ((it).review_on IS NULL OR (it).review_on >= (actor_at() AT TIME ZONE 'Asia/Shanghai')::date);

-- Whether an agency sees such a record by the rule, asked for its best cleared officer of no department.
CREATE FUNCTION sharing_open_to(it sharing_record, whom uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
RETURN EXISTS (SELECT FROM access_sees((it).owner_id, (it).category, (it).level, (it).id, (it).region, (it).case_class,
                                       (it).concerns, (it).entered_at, (it).kept_to_id, whom, NULL::uuid, 2, actor_at(),
                                       actor_exercise()));
REVOKE EXECUTE ON FUNCTION sharing_meets(sharing_record), sharing_open_to(sharing_record, uuid) FROM PUBLIC;

-- Lays down the tokens of the actor's own records, `given` as [{record, silent, marks: [hex]}], and what they meet by it:
-- pairs of two agencies that hold the same and do not both see the other's record. It answers whose liaison officers are
-- to be told of which row; not how many records, of which kind, or in what they meet.
CREATE FUNCTION sharing_meet(given jsonb) RETURNS TABLE (agency uuid, interest uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine uuid[] := ARRAY(SELECT r.id FROM jsonb_array_elements(given) e JOIN sharing_record r ON r.id = (e ->> 'record')::uuid
                       WHERE r.owner_id = actor_agency() AND r.exercise_id IS NOT DISTINCT FROM actor_exercise());
  ours uuid[];
  theirs uuid[];
  gone uuid[];
BEGIN
  DELETE FROM sharing_token t WHERE t.record_id = ANY (mine);
  INSERT INTO sharing_token (id, record_id, token, is_silent, exercise_id)
  SELECT DISTINCT ON (e ->> 'record', m) gen_random_uuid(), (e ->> 'record')::uuid, decode(m, 'hex'), (e ->> 'silent')::boolean,
         actor_exercise()
  FROM jsonb_array_elements(given) e, jsonb_array_elements_text(e -> 'marks') m
  WHERE (e ->> 'record')::uuid = ANY (mine);

  SELECT array_agg(p.ours), array_agg(p.theirs) INTO ours, theirs FROM (
    SELECT DISTINCT a.id AS ours, b.id AS theirs
    FROM sharing_record a JOIN sharing_token s ON s.record_id = a.id JOIN sharing_token t ON t.token = s.token
    JOIN sharing_record b ON b.id = t.record_id
    WHERE a.id = ANY (mine) AND NOT s.is_silent AND NOT t.is_silent AND b.owner_id <> a.owner_id
      AND b.exercise_id IS NOT DISTINCT FROM a.exercise_id AND sharing_meets(a) AND sharing_meets(b)
      AND NOT (sharing_open_to(a, b.owner_id) AND sharing_open_to(b, a.owner_id))) p;

  WITH ended AS (
    DELETE FROM sharing_match m
    WHERE (m.one_id = ANY (mine) AND NOT EXISTS (SELECT FROM unnest(ours, theirs) u (o, t) WHERE (u.o, u.t) = (m.one_id, m.other_id)))
       OR (m.other_id = ANY (mine) AND NOT EXISTS (SELECT FROM unnest(ours, theirs) u (o, t) WHERE (u.o, u.t) = (m.other_id, m.one_id)))
    RETURNING m.one_id, m.other_id)
  SELECT array_agg(e.one_id) || array_agg(e.other_id) INTO gone FROM ended e;
  UPDATE sharing_interest i SET ended_at = actor_at()
  WHERE i.record_id = ANY (gone) AND i.ended_at IS NULL AND NOT EXISTS (
    SELECT FROM sharing_match m JOIN sharing_record r ON r.id IN (m.one_id, m.other_id) AND r.id <> i.record_id
    WHERE i.record_id IN (m.one_id, m.other_id) AND r.owner_id = i.other_id);

  RETURN QUERY
  WITH met AS (
    INSERT INTO sharing_match (id, one_id, other_id, at, exercise_id)
    SELECT gen_random_uuid(), u.o, u.t, actor_at(), actor_exercise() FROM unnest(ours, theirs) u (o, t)
    WHERE NOT EXISTS (SELECT FROM sharing_match m WHERE (m.one_id, m.other_id) IN ((u.o, u.t), (u.t, u.o)))
    RETURNING sharing_match.one_id, sharing_match.other_id)
  INSERT INTO sharing_interest AS kept (id, record_id, agency_id, other_id, at, note, exercise_id)
  SELECT DISTINCT ON (r.id, w.owner_id) gen_random_uuid(), r.id, r.owner_id, w.owner_id, actor_at(), '', actor_exercise()
  FROM met JOIN sharing_record r ON r.id IN (met.one_id, met.other_id) JOIN sharing_record w ON w.id IN (met.one_id, met.other_id) AND w.id <> r.id
  ON CONFLICT (record_id, other_id) DO UPDATE SET ended_at = NULL, settled_at = NULL, settled_by = NULL, at = actor_at()
    WHERE kept.ended_at IS NOT NULL
  RETURNING kept.agency_id, kept.id;
END $$;
REVOKE EXECUTE ON FUNCTION sharing_meet(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_meet(jsonb) TO liandong_web;
