-- Where days off move a due day, the database does not know the calendar: it holds the due to the period, give or take the
-- longest run of days off (rules.calendar); without days off it reckons the day itself.
CREATE FUNCTION duties_occurs(every text, "on" integer, day_rule text, roll text, period date, due timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  ending timestamp := due AT TIME ZONE 'Asia/Shanghai';
  day date := ending::date - 1;
  length interval := CASE every WHEN 'day' THEN interval '1 day' WHEN 'week' THEN interval '7 days'
    WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months' WHEN 'half_year' THEN interval '6 months'
    WHEN 'year' THEN interval '1 year' END;
BEGIN
  IF every = 'week' AND extract(isodow FROM period) <> 1 OR every NOT IN ('day', 'week') AND extract(day FROM period) <> 1
     OR every = 'quarter' AND (extract(month FROM period)::integer - 1) % 3 <> 0
     OR every = 'half_year' AND extract(month FROM period) NOT IN (1, 7)
     OR every = 'year' AND extract(month FROM period) <> 1 THEN
    RETURN false;
  ELSIF day_rule = 'day' AND roll = 'stay' THEN
    RETURN duties_falls_due(every, "on", due) AND period <= day AND day < period + length;
  END IF;
  RETURN ending = date_trunc('day', ending) AND period - 15 <= day AND day < period + length + interval '15 days';
END $$;

-- Whether a clock of that allowance may end then: to the minute where no calendar is needed, within bounds where one is.
CREATE FUNCTION duties_may_be_due(since timestamptz, amount integer, unit text, roll text, due timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  ending timestamp := due AT TIME ZONE 'Asia/Shanghai';
  plain date := (since AT TIME ZONE 'Asia/Shanghai')::date + amount;
  day date := ending::date - 1;
BEGIN
  RETURN CASE unit
    WHEN 'minute' THEN due = since + amount * interval '1 minute'
    WHEN 'hour' THEN due = since + amount * interval '1 hour'
    WHEN 'day' THEN ending = date_trunc('day', ending)
      AND (day = plain OR roll = 'next' AND day BETWEEN plain AND plain + 15
           OR roll = 'before' AND day BETWEEN plain - 15 AND plain AND due >= since)
    WHEN 'working_day' THEN ending = date_trunc('day', ending) AND day BETWEEN plain AND plain + amount + 30
    ELSE false END;
END $$;
GRANT EXECUTE ON FUNCTION duties_occurs(text, integer, text, text, date, timestamptz),
  duties_may_be_due(timestamptz, integer, text, text, timestamptz) TO liandong_web;

-- Whether the actor, to whom that open duty was escalated, may order its debtor. It looks for itself: a policy of a table
-- that asked its own table would recurse.
CREATE FUNCTION duties_may_order(supervised uuid, debtor uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN EXISTS (SELECT FROM duties_duty d WHERE d.id = supervised AND d.agency_id = debtor AND d.outcome = ''
                 AND actor_agency() = ANY (d.watchers) AND d.exercise_id IS NOT DISTINCT FROM actor_exercise());
GRANT EXECUTE ON FUNCTION duties_may_order(uuid, uuid) TO liandong_web;

-- A schedule comes from a deed in force that promises exactly this, or is what an agency asks of itself.
DROP POLICY add ON duties_schedule;
CREATE POLICY add ON duties_schedule FOR INSERT TO liandong_web WITH CHECK (
  basis_kind = 'own' AND agency_id = (SELECT actor_agency()) AND parties = ARRAY[(SELECT actor_agency())]
  OR basis_kind = 'agreement' AND topic = '' AND EXISTS (
    SELECT FROM access_deed d, jsonb_array_elements(d.terms::jsonb -> 'duties') t
    WHERE d.id = basis AND (SELECT actor_agency()) = ANY (d.parties)
      AND d.parties @> duties_schedule.parties AND duties_schedule.parties @> d.parties
      AND d.starts_at <= duties_schedule.starts_at AND duties_schedule.ends_at <= d.ends_at
      AND t ->> 'kind' = kind AND t ->> 'every' = every AND t -> 'who' ? agency_id::text
      AND (t ->> 'on')::integer IS NOT DISTINCT FROM "on" AND coalesce(t ->> 'day_rule', 'day') = day_rule
      AND coalesce(t ->> 'roll', 'stay') = roll
      AND d.number = duties_schedule.number AND left(coalesce(t ->> 'clause', ''), 60) = clause));

-- A party sees its duties; a superior those that were escalated to it. A duty comes from a schedule, from an event a deed in
-- force names, from an order of a superior that watches, or from oneself: so nobody lays on a partner what was not promised.
DROP POLICY see ON duties_duty;
CREATE POLICY see ON duties_duty FOR SELECT TO liandong_web USING (
  (SELECT actor_agency()) = ANY (parties) OR (SELECT actor_agency()) = ANY (watchers));
DROP POLICY add ON duties_duty;
CREATE POLICY add ON duties_duty FOR INSERT TO liandong_web WITH CHECK (
  outcome = '' AND watchers = '{}' AND paused_at IS NULL AND version = 1
  AND firm_due_at <= due_at AND next_step_at <= due_at AND due_at < missed_at
  AND CASE
    WHEN schedule_id IS NOT NULL THEN started_by = '' AND amount IS NULL AND EXISTS (
      SELECT FROM duties_schedule s
      WHERE s.id = schedule_id
        AND (s.basis_kind, s.basis, s.number, s.clause, s.agency_id, s.kind, s.every, s.parties, s.topic, s.roll)
            = (duties_duty.basis_kind, duties_duty.basis, duties_duty.number, duties_duty.clause, duties_duty.agency_id,
               duties_duty.kind, duties_duty.every, duties_duty.parties, duties_duty.topic, duties_duty.roll)
        AND s.starts_at <= duties_duty.starts_at AND duties_duty.starts_at <= due_at AND due_at <= s.ends_at
        AND duties_occurs(s.every, s."on", s.day_rule, s.roll, period_on, due_at))
    WHEN every <> '' OR starts_at <> (SELECT actor_at()) OR NOT duties_may_be_due(starts_at, amount, unit, roll, due_at)
      OR NOT (SELECT actor_agency()) = ANY (parties) OR NOT agency_id = ANY (parties) THEN false
    WHEN basis_kind = 'agreement' THEN started_by <> '' AND EXISTS (
      SELECT FROM access_deed d, jsonb_array_elements(d.terms::jsonb -> 'duties') t
      WHERE d.id = basis AND d.parties @> duties_duty.parties AND d.starts_at <= duties_duty.starts_at
        AND duties_duty.starts_at < d.ends_at AND t ->> 'started_by' = started_by AND t ->> 'kind' = kind
        AND t -> 'who' ? agency_id::text AND (t -> 'within' ->> 'amount')::integer = amount
        AND t -> 'within' ->> 'unit' = unit AND coalesce(t ->> 'roll', 'stay') = roll
        AND d.number = duties_duty.number AND left(coalesce(t ->> 'clause', ''), 60) = clause)
    WHEN basis_kind = 'order' THEN kind = 'order' AND agency_id <> (SELECT actor_agency()) AND cardinality(parties) = 2
      AND duties_may_order(basis, agency_id)
    ELSE basis_kind = 'own' AND cardinality(parties) = 1 END);
-- What was let go or has lapsed stays so; and kept while a question is open is kept in time.
DROP POLICY own_moment ON duties_duty;
CREATE POLICY own_moment ON duties_duty AS RESTRICTIVE FOR UPDATE TO liandong_web USING (outcome NOT IN ('lapsed', 'waived'))
  WITH CHECK (outcome = '' OR kept_at = (SELECT actor_at()) AND kept_by = (SELECT actor_officer()));

-- Questions, steps and waivers are seen by whoever sees the duty, and written by the functions of 0004 and the job alone.
CALL kernel_protect('duties_pause',
  see => 'EXISTS (SELECT FROM duties_duty d WHERE d.id = duty_id)', add => 'false', change => 'false', remove => 'false');
CALL kernel_protect('duties_fired',
  see => 'EXISTS (SELECT FROM duties_duty d WHERE d.id = duty_id)', add => 'false', change => 'false', remove => 'false');
CALL kernel_protect('duties_waiver',
  see => 'EXISTS (SELECT FROM duties_duty d WHERE d.id = duty_id)', add => 'false', change => 'false', remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON duties_pause, duties_fired, duties_waiver FROM liandong_web;
CALL kernel_jobs('duties_pause', 'SELECT');
CALL kernel_jobs('duties_fired', 'SELECT, INSERT');
GRANT UPDATE (watchers, due_at, provisional, firm_due_at, next_step_at, missed_at) ON duties_duty TO liandong_jobs;
