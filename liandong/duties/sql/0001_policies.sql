-- Whether a promise falls due at that moment: at 24:00 in Beijing of the day that rules.due_day says; a test holds them together.
CREATE FUNCTION duties_falls_due(every text, "on" integer, due timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  ending timestamp := due AT TIME ZONE 'Asia/Shanghai';
  day date := ending::date - 1;
  months integer := CASE every WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half_year' THEN 6 WHEN 'year' THEN 12 END;
  last integer := extract(day FROM date_trunc('month', day) + interval '1 month - 1 day');
BEGIN
  RETURN ending = date_trunc('day', ending) AND CASE
    WHEN every = 'day' THEN true
    WHEN every = 'week' THEN extract(isodow FROM day) = least(coalesce("on", 7), 7)
    WHEN "on" IS NULL THEN extract(day FROM ending) = 1 AND (extract(month FROM ending)::integer - 1) % months = 0
    ELSE extract(day FROM day) = least("on", last) AND (extract(month FROM day)::integer - 1) % months = 0 END;
END $$;
GRANT EXECUTE ON FUNCTION duties_falls_due(text, integer, timestamptz) TO liandong_web;

-- The parties see; only the agency that owes says that it is kept, as of the actor's own moment.
-- A schedule comes only from a deed in force that promises exactly this, so nobody can lay a duty on a partner.
CALL kernel_protect('duties_schedule',
  see    => '(SELECT actor_agency()) = ANY (parties)',
  add    => 'basis_kind = ''agreement'' AND EXISTS (
             SELECT FROM access_deed d, jsonb_array_elements(d.terms::jsonb -> ''duties'') t
             WHERE d.id = basis AND (SELECT actor_agency()) = ANY (d.parties) AND d.parties @> parties AND parties @> d.parties
               AND d.starts_at <= duties_schedule.starts_at AND duties_schedule.ends_at <= d.ends_at
               AND t ->> ''kind'' = kind AND t ->> ''every'' = every AND t -> ''who'' ? agency_id::text
               AND (t ->> ''on'')::integer IS NOT DISTINCT FROM "on"
               AND d.number = duties_schedule.number AND left(coalesce(t ->> ''clause'', ''''), 60) = clause)',
  change => 'false',
  remove => 'false');
CALL kernel_protect('duties_duty',
  see    => '(SELECT actor_agency()) = ANY (parties)',
  add    => 'outcome = '''' AND EXISTS (
             SELECT FROM duties_schedule s
             WHERE s.id = schedule_id AND (s.basis_kind, s.basis, s.number, s.clause, s.agency_id, s.kind, s.every, s.parties)
                   = (duties_duty.basis_kind, duties_duty.basis, duties_duty.number, duties_duty.clause,
                      duties_duty.agency_id, duties_duty.kind, duties_duty.every, duties_duty.parties)
               AND s.starts_at <= duties_duty.starts_at AND duties_duty.starts_at <= due_at AND due_at <= s.ends_at
               AND duties_falls_due(s.every, s."on", due_at))',
  change => 'agency_id = (SELECT actor_agency())',
  remove => 'false');
REVOKE UPDATE, DELETE ON duties_schedule FROM liandong_web;
REVOKE UPDATE, DELETE ON duties_duty FROM liandong_web;
GRANT UPDATE (outcome, kept_at, kept_by, evidence, version) ON duties_duty TO liandong_web;
CREATE POLICY own_moment ON duties_duty AS RESTRICTIVE FOR UPDATE TO liandong_web USING (outcome <> 'lapsed')
  WITH CHECK (outcome = '' OR kept_at = (SELECT actor_at()) AND kept_by = (SELECT actor_officer()));
-- The worker makes later occurrences, and nothing else.
CALL kernel_jobs('duties_schedule', 'SELECT, UPDATE (made_until)');
CALL kernel_jobs('duties_duty', 'SELECT, INSERT');

-- Ends the schedules of a deed that has been closed and lapses what would fall due after it; returns how many duties.
-- It runs as the owner, since most of these duties are owed by others, so it checks everything itself.
CREATE FUNCTION duties_end(deal uuid, ending timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last timestamptz;
  lapsed integer;
BEGIN
  SELECT ends_at INTO STRICT last FROM access_deed
  WHERE id = deal AND actor_agency() = ANY (parties) AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  IF last IS NULL OR last > greatest(ending, actor_at()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the deed does not end then; close it first';
  END IF;
  UPDATE duties_schedule SET ends_at = least(ends_at, last)
  WHERE basis = deal AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  UPDATE duties_duty SET outcome = 'lapsed', version = version + 1
  WHERE basis = deal AND outcome = '' AND due_at > last AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  GET DIAGNOSTICS lapsed = ROW_COUNT;
  RETURN lapsed;
END $$;
GRANT EXECUTE ON FUNCTION duties_end(uuid, timestamptz) TO liandong_web;
