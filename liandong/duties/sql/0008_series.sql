-- The duties of an agreement follow its deed as amended: unchanged promises go on, removed ones end, new ones begin; they rest
-- while the agreement does, and who leaves takes its own with it. All rest on the root's key.

-- A schedule comes from the version that is in effect when it begins, for its parties that have not left by then.
DROP POLICY add ON duties_schedule;
CREATE POLICY add ON duties_schedule FOR INSERT TO liandong_web WITH CHECK (
  basis_kind = 'own' AND agency_id = (SELECT actor_agency()) AND parties = ARRAY[(SELECT actor_agency())]
  OR basis_kind = 'agreement' AND topic = '' AND (SELECT actor_agency()) = ANY (parties) AND agency_id = ANY (parties)
  AND EXISTS (
    SELECT FROM access_deed d, jsonb_array_elements(d.terms::jsonb -> 'duties') t
    WHERE (d.id = basis OR d.amends = basis) AND d.serial IS NOT NULL AND d.parties @> duties_schedule.parties
      AND d.starts_at <= duties_schedule.starts_at AND duties_schedule.ends_at <= d.ends_at
      AND NOT EXISTS (SELECT FROM access_deed n WHERE n.amends = basis AND n.serial > d.serial
                      AND n.starts_at <= duties_schedule.starts_at)
      AND NOT EXISTS (SELECT FROM unnest(d.parties) p WHERE (p = ANY (duties_schedule.parties)) = EXISTS (
                        SELECT FROM access_leaving l WHERE l.deed_id = basis AND l.agency_id = p
                        AND l.at <= duties_schedule.starts_at))
      AND t ->> 'kind' = kind AND t ->> 'every' = every AND t -> 'who' ? agency_id::text
      AND (t ->> 'on')::integer IS NOT DISTINCT FROM "on" AND coalesce(t ->> 'day_rule', 'day') = day_rule
      AND coalesce(t ->> 'roll', 'stay') = roll
      AND d.number = duties_schedule.number AND left(coalesce(t ->> 'clause', ''), 60) = clause));

-- And so does what an event begins; none begins while the agreement rests, or for who has left.
DROP POLICY add ON duties_duty;
CREATE POLICY add ON duties_duty FOR INSERT TO liandong_web WITH CHECK (
  outcome = '' AND watchers = '{}' AND paused_at IS NULL AND suspended_at IS NULL AND version = 1
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
      WHERE d.id = access_in_effect(basis, duties_duty.starts_at) AND d.parties @> duties_duty.parties
        AND t ->> 'started_by' = started_by AND t ->> 'kind' = kind
        AND t -> 'who' ? agency_id::text AND (t -> 'within' ->> 'amount')::integer = amount
        AND t -> 'within' ->> 'unit' = unit AND coalesce(t ->> 'roll', 'stay') = roll
        AND d.number = duties_duty.number AND left(coalesce(t ->> 'clause', ''), 60) = clause)
      AND NOT EXISTS (SELECT FROM access_leaving l WHERE l.deed_id = basis AND l.agency_id = ANY (duties_duty.parties)
                      AND l.at <= duties_duty.starts_at)
    WHEN basis_kind = 'order' THEN kind = 'order' AND agency_id <> (SELECT actor_agency()) AND cardinality(parties) = 2
      AND duties_may_order(basis, agency_id)
    ELSE basis_kind = 'own' AND cardinality(parties) = 1 END);

-- A deed took the place of the one before: schedules whose promise it no longer makes end with its start, what would fall due
-- after lapses; the others go on, to the end that the series has now. Returns how many open duties lapsed.
CREATE FUNCTION duties_amend(amendment uuid) RETURNS integer
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
        AND coalesce(t ->> 'roll', 'stay') = s.roll) THEN deed.ends_at ELSE least(s.ends_at, deed.starts_at) END
  WHERE s.basis = deed.amends AND s.ends_at > deed.starts_at AND s.exercise_id IS NOT DISTINCT FROM deed.exercise_id;
  UPDATE duties_duty d SET outcome = 'lapsed', version = version + 1
  WHERE d.basis = deed.amends AND d.outcome = '' AND d.exercise_id IS NOT DISTINCT FROM deed.exercise_id
    AND (d.due_at > deed.ends_at
      OR EXISTS (SELECT FROM duties_schedule s WHERE s.id = d.schedule_id AND s.ends_at = deed.starts_at
                 AND d.due_at > s.ends_at)
      OR d.started_by <> '' AND d.due_at > deed.starts_at AND NOT EXISTS (
           SELECT FROM jsonb_array_elements(promises) t
           WHERE t ->> 'started_by' = d.started_by AND t ->> 'kind' = d.kind AND t -> 'who' ? d.agency_id::text));
  GET DIAGNOSTICS lapsed = ROW_COUNT;
  RETURN lapsed;
END $$;

-- The actor's agency leaves: what it owes ends then, and what falls due later is no more its to see. Returns what lapsed.
CREATE FUNCTION duties_leave(root uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone access_leaving;
  lapsed integer;
BEGIN
  SELECT * INTO STRICT gone FROM access_leaving l WHERE l.deed_id = root AND l.agency_id = actor_agency()
    AND l.asked_at = actor_at() AND l.exercise_id IS NOT DISTINCT FROM actor_exercise();
  UPDATE duties_schedule SET ends_at = least(ends_at, gone.at) WHERE basis = root AND agency_id = gone.agency_id;
  UPDATE duties_duty SET outcome = 'lapsed', version = version + 1
  WHERE basis = root AND agency_id = gone.agency_id AND outcome = '' AND due_at > gone.at;
  GET DIAGNOSTICS lapsed = ROW_COUNT;
  UPDATE duties_schedule SET parties = array_remove(parties, gone.agency_id)
  WHERE basis = root AND agency_id <> gone.agency_id AND ends_at > gone.at;
  UPDATE duties_duty SET parties = array_remove(parties, gone.agency_id), version = version + 1
  WHERE basis = root AND agency_id <> gone.agency_id AND outcome = '' AND due_at > gone.at;
  RETURN lapsed;
END $$;

-- The agreement rests from now on: every open clock stands still, those that would begin do not. Returns how many.
CREATE FUNCTION duties_rest(root uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rested integer;
BEGIN
  IF NOT EXISTS (SELECT FROM access_pause p JOIN access_deed d ON d.id = p.deed_id
                 WHERE p.deed_id = root AND p.owner_id IS NULL AND p.since = actor_at() AND p.until IS NULL
                   AND actor_agency() = ANY (d.parties) AND d.exercise_id IS NOT DISTINCT FROM actor_exercise()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the agreement does not rest';
  END IF;
  UPDATE duties_duty SET suspended_at = actor_at(), paused_at = coalesce(paused_at, actor_at()), version = version + 1
  WHERE basis = root AND outcome = '' AND suspended_at IS NULL AND (due_at >= actor_at() OR paused_at IS NOT NULL);
  GET DIAGNOSTICS rested = ROW_COUNT;
  RETURN rested;
END $$;

-- The agreement runs again: what began and fell due while it rested was not owed; what began in it starts now; what had not
-- begun is as it was. Those that ran before and have no open question are left to duties_run. Returns how many lapsed.
CREATE FUNCTION duties_resume(root uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  lapsed integer;
BEGIN
  IF NOT EXISTS (SELECT FROM access_pause p JOIN access_deed d ON d.id = p.deed_id
                 WHERE p.deed_id = root AND p.owner_id IS NULL AND p.until = actor_at() AND p.since IS NOT NULL
                   AND actor_agency() = ANY (d.parties) AND d.exercise_id IS NOT DISTINCT FROM actor_exercise()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the agreement does not run again';
  END IF;
  UPDATE duties_duty SET suspended_at = NULL, version = version + 1  -- kept meanwhile, or a question is open
  WHERE basis = root AND suspended_at IS NOT NULL AND (outcome <> '' OR paused_at < suspended_at);
  UPDATE duties_duty SET outcome = 'lapsed', suspended_at = NULL, paused_at = NULL, version = version + 1
  WHERE basis = root AND suspended_at < starts_at AND due_at <= actor_at();
  GET DIAGNOSTICS lapsed = ROW_COUNT;
  UPDATE duties_duty SET starts_at = greatest(starts_at, actor_at()), suspended_at = NULL, paused_at = NULL,
    next_step_at = least(due_at, greatest(next_step_at, actor_at())), version = version + 1
  WHERE basis = root AND suspended_at < starts_at;
  RETURN lapsed;
END $$;

-- The clock of one duty that ran before its agreement rested goes on with what was left, as after an answer (duties_answer).
CREATE FUNCTION duties_run(which uuid, pause uuid, new_due timestamptz, new_firm timestamptz, is_provisional boolean,
                           new_step timestamptz, new_missed timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rest access_pause;
BEGIN
  SELECT p.* INTO rest FROM duties_duty d JOIN access_pause p ON p.deed_id = d.basis
  WHERE d.id = which AND p.owner_id IS NULL AND p.since = d.suspended_at AND p.until = actor_at()
    AND actor_agency() = ANY (p.resuming) AND d.exercise_id IS NOT DISTINCT FROM actor_exercise();
  UPDATE duties_duty SET due_at = new_due, firm_due_at = new_firm, provisional = is_provisional, next_step_at = new_step,
    missed_at = new_missed, paused_at = NULL, suspended_at = NULL, version = version + 1
  WHERE id = which AND rest.id IS NOT NULL AND outcome = '' AND paused_at = suspended_at
    AND new_firm <= new_due AND new_step <= new_due AND new_due < new_missed
    AND duties_keeps_what_was_left(unit, amount IS NOT NULL AND roll <> 'stay', paused_at, actor_at(), due_at, new_due);
  IF FOUND THEN
    INSERT INTO duties_pause (id, duty_id, agency_id, asked_at, asked_by, question, answered_at, answered_by, answering_id, answer,
                              by_agreement, exercise_id)
    VALUES (pause, which, rest.asked_by_id, rest.since, rest.officer, rest.why, actor_at(), actor_officer(), actor_agency(), '',
            true, actor_exercise());
  END IF;
  RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION duties_amend(uuid), duties_leave(uuid), duties_rest(uuid), duties_resume(uuid),
  duties_run(uuid, uuid, timestamptz, timestamptz, boolean, timestamptz, timestamptz) TO liandong_web;

-- A question that is answered while the agreement rests waits on: nothing runs before the agreement does.
CREATE FUNCTION duties_no_answer_at_rest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE check_violation USING MESSAGE = 'the agreement rests; the clock goes on when it does';
END $$;
CREATE TRIGGER no_answer_at_rest BEFORE UPDATE OF paused_at ON duties_duty FOR EACH ROW
  WHEN (OLD.suspended_at IS NOT NULL AND NEW.suspended_at IS NOT NULL AND OLD.paused_at IS NOT NULL AND NEW.paused_at IS NULL)
  EXECUTE FUNCTION duties_no_answer_at_rest();
REVOKE EXECUTE ON FUNCTION duties_no_answer_at_rest() FROM PUBLIC;

-- The worker carries schedules on when it has renewed their agreement, and lets clocks go on that no party saw resumed
-- because they run between two others.
GRANT UPDATE (ends_at) ON duties_schedule TO liandong_jobs;
GRANT UPDATE (paused_at, suspended_at, version) ON duties_duty TO liandong_jobs;
GRANT INSERT ON duties_pause TO liandong_jobs;
