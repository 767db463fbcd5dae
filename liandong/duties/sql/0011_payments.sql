-- A deed took the place of the one before: schedules whose promise it no longer makes end with its start, what would fall due
-- after lapses; the others go on, to the end that the series has now. Of two payments in the same rhythm each is a promise of its
-- own, told apart by its clause. Returns how many open duties lapsed.
CREATE OR REPLACE FUNCTION duties_amend(amendment uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  deed access_deed;
  promises jsonb;
  lapsed integer;
BEGIN
  SELECT * INTO STRICT deed FROM access_deed d
  WHERE d.id = amendment AND d.amends IS NOT NULL AND d.serial IS NOT NULL AND actor_agency() = ANY (d.parties)
    AND d.exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND NOT EXISTS (SELECT FROM access_deed n WHERE n.amends = d.amends AND n.serial > d.serial);
  promises := deed.terms::jsonb -> 'duties';
  UPDATE duties_schedule s SET ends_at = CASE WHEN EXISTS (
      SELECT FROM jsonb_array_elements(promises) t
      WHERE t ->> 'kind' = s.kind AND t ->> 'every' = s.every AND t -> 'who' ? s.agency_id::text
        AND (t ->> 'on')::integer IS NOT DISTINCT FROM s."on" AND coalesce(t ->> 'day_rule', 'day') = s.day_rule
        AND coalesce(t ->> 'roll', 'stay') = s.roll
        AND (s.kind <> 'payment' OR left(coalesce(t ->> 'clause', ''), 60) = s.clause)) THEN deed.ends_at ELSE least(s.ends_at, deed.starts_at) END
  WHERE s.basis = deed.amends AND s.ends_at > deed.starts_at AND s.exercise_id IS NOT DISTINCT FROM deed.exercise_id;
  UPDATE duties_duty d SET outcome = 'lapsed', version = version + 1
  WHERE d.basis = deed.amends AND d.outcome = '' AND d.exercise_id IS NOT DISTINCT FROM deed.exercise_id
    AND (d.due_at > deed.ends_at
      OR EXISTS (SELECT FROM duties_schedule s WHERE s.id = d.schedule_id AND s.ends_at = deed.starts_at
                 AND d.due_at > s.ends_at)
      OR d.started_by <> '' AND d.due_at > deed.starts_at AND NOT EXISTS (
           SELECT FROM jsonb_array_elements(promises) t
           WHERE t ->> 'started_by' = d.started_by AND t ->> 'kind' = d.kind AND t -> 'who' ? d.agency_id::text
           AND (d.kind <> 'payment' OR left(coalesce(t ->> 'clause', ''), 60) = d.clause)));
  GET DIAGNOSTICS lapsed = ROW_COUNT;
  RETURN lapsed;
END $$;
