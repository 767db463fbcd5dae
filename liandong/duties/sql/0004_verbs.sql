-- What one party does to a duty whose row says it for all: they run as the owner, so they check everything themselves.
-- Each answers whether it was done; false means that somebody changed the duty meanwhile, or it is not the actor's to do.

-- Who owes asks, before the time has run out; the clock stands still from this moment.
CREATE FUNCTION duties_ask(which uuid, seen integer, pause uuid, asked text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE duties_duty SET paused_at = actor_at(), version = version + 1
  WHERE id = which AND version = seen AND agency_id = actor_agency() AND cardinality(parties) > 1 AND outcome = ''
    AND paused_at IS NULL AND starts_at <= actor_at() AND actor_at() <= due_at AND asked <> ''
    AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  IF FOUND THEN
    INSERT INTO duties_pause (id, duty_id, agency_id, asked_at, asked_by, question, answer)
    VALUES (pause, which, actor_agency(), actor_at(), actor_officer(), asked, '');
  END IF;
  RETURN FOUND;
END $$;

-- Who is owed answers, and the clock goes on with what was left. The due is reckoned by rules.due; it never becomes earlier,
-- and whoever owes never loses the time the answer took: to the minute for hours, to the day of the answer for days.
CREATE FUNCTION duties_answer(which uuid, seen integer, said text, new_due timestamptz, new_firm timestamptz,
                              is_provisional boolean, new_step timestamptz, new_missed timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE duties_duty SET due_at = new_due, firm_due_at = new_firm, provisional = is_provisional, next_step_at = new_step,
    missed_at = new_missed, paused_at = NULL, version = version + 1
  WHERE id = which AND version = seen AND outcome = '' AND paused_at IS NOT NULL AND said <> ''
    AND actor_agency() = ANY (parties) AND agency_id <> actor_agency()
    AND new_due >= due_at AND new_firm <= new_due AND new_step <= new_due AND new_due < new_missed
    AND CASE WHEN unit IN ('minute', 'hour') THEN new_due = due_at + (actor_at() - paused_at)
        ELSE new_due >= due_at AND new_due > actor_at() AND date_trunc('day', new_due AT TIME ZONE 'Asia/Shanghai')
             = new_due AT TIME ZONE 'Asia/Shanghai'
             AND (unit = 'working_day' OR new_due >= due_at + ((actor_at() AT TIME ZONE 'Asia/Shanghai')::date
                  - (paused_at AT TIME ZONE 'Asia/Shanghai')::date) * interval '1 day') END
    AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  IF FOUND THEN
    UPDATE duties_pause SET answered_at = actor_at(), answered_by = actor_officer(), answering_id = actor_agency(), answer = said
    WHERE duty_id = which AND answered_at IS NULL;
  END IF;
  RETURN FOUND;
END $$;

-- One of those it is owed to lets it go; when every one has, the duty is waived.
CREATE FUNCTION duties_waive(which uuid, seen integer, waiver uuid, why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE duties_duty SET version = version + 1
  WHERE id = which AND version = seen AND outcome = '' AND actor_agency() = ANY (parties) AND agency_id <> actor_agency()
    AND why <> '' AND exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND NOT EXISTS (SELECT FROM duties_waiver w WHERE w.duty_id = which AND w.agency_id = actor_agency());
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO duties_waiver (id, duty_id, agency_id, officer, at, reason)
  VALUES (waiver, which, actor_agency(), actor_officer(), actor_at(), why);
  UPDATE duties_duty d SET outcome = 'waived'
  WHERE id = which AND NOT EXISTS (SELECT unnest(d.parties) EXCEPT SELECT d.agency_id
                                   EXCEPT SELECT w.agency_id FROM duties_waiver w WHERE w.duty_id = which);
  RETURN true;
END $$;

-- An agency stops what it asked of itself: nothing more is made, and what would fall due later lapses; returns how many.
CREATE FUNCTION duties_stop_own(which uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  lapsed integer;
BEGIN
  UPDATE duties_schedule SET ends_at = actor_at()
  WHERE id = which AND basis_kind = 'own' AND agency_id = actor_agency() AND ends_at > actor_at()
    AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE duties_duty SET outcome = 'lapsed', version = version + 1
  WHERE schedule_id = which AND outcome = '' AND due_at > actor_at();
  GET DIAGNOSTICS lapsed = ROW_COUNT;
  RETURN lapsed;
END $$;
GRANT EXECUTE ON FUNCTION duties_ask(uuid, integer, uuid, text),
  duties_answer(uuid, integer, text, timestamptz, timestamptz, boolean, timestamptz, timestamptz),
  duties_waive(uuid, integer, uuid, text), duties_stop_own(uuid) TO liandong_web;
