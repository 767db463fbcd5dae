-- The calendar is a table now, so the database holds allowances in working days and rolled last days to it as well.

-- Whether a clock of that allowance may end then: where days off are known, on that day alone.
CREATE OR REPLACE FUNCTION duties_may_be_due(since timestamptz, amount integer, unit text, roll text, due timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  ending timestamp := due AT TIME ZONE 'Asia/Shanghai';
  start date := (since AT TIME ZONE 'Asia/Shanghai')::date;
  day date := ending::date - 1;
BEGIN
  RETURN CASE unit
    WHEN 'minute' THEN due = since + amount * interval '1 minute'
    WHEN 'hour' THEN due = since + amount * interval '1 hour'
    WHEN 'day' THEN ending = date_trunc('day', ending) AND duties_rolls_to(start + amount, roll, start, day)
    WHEN 'working_day' THEN ending = date_trunc('day', ending) AND duties_working_days(day, day, true) = 1
      AND amount BETWEEN duties_working_days(start + 1, day, false) AND duties_working_days(start + 1, day, true)
    ELSE false END;
END $$;

-- Whether, after a question, a clock may end then: not earlier than it would have, and with all that was left of it when the
-- question was asked. Minutes and hours to the microsecond; days in days, where a roll may take back what it had added.
CREATE FUNCTION duties_keeps_what_was_left(unit text, rolled boolean, asked timestamptz, answered timestamptz, old timestamptz,
                                           new timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  ask date := (asked AT TIME ZONE 'Asia/Shanghai')::date;
  answer date := (answered AT TIME ZONE 'Asia/Shanghai')::date;
  before date := (old AT TIME ZONE 'Asia/Shanghai')::date - 1;
  after date := (new AT TIME ZONE 'Asia/Shanghai')::date - 1;
BEGIN
  IF unit IN ('minute', 'hour') THEN
    RETURN new = old + (answered - asked);
  END IF;
  RETURN new >= old AND new > answered
    AND date_trunc('day', new AT TIME ZONE 'Asia/Shanghai') = new AT TIME ZONE 'Asia/Shanghai'
    AND CASE WHEN unit = 'working_day'
      THEN duties_working_days(answer + 1, after, true) >= duties_working_days(ask + 1, before, false)
      ELSE after - answer >= before - ask - CASE WHEN rolled THEN 15 ELSE 0 END END;
END $$;
GRANT EXECUTE ON FUNCTION duties_keeps_what_was_left(text, boolean, timestamptz, timestamptz, timestamptz, timestamptz)
  TO liandong_web;

CREATE OR REPLACE FUNCTION duties_answer(which uuid, seen integer, said text, new_due timestamptz, new_firm timestamptz,
                                         is_provisional boolean, new_step timestamptz, new_missed timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE duties_duty SET due_at = new_due, firm_due_at = new_firm, provisional = is_provisional, next_step_at = new_step,
    missed_at = new_missed, paused_at = NULL, version = version + 1
  WHERE id = which AND version = seen AND outcome = '' AND paused_at IS NOT NULL AND said <> ''
    AND actor_agency() = ANY (parties) AND agency_id <> actor_agency()
    AND new_firm <= new_due AND new_step <= new_due AND new_due < new_missed
    AND duties_keeps_what_was_left(unit, amount IS NOT NULL AND roll <> 'stay', paused_at, actor_at(), due_at, new_due)
    AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  IF FOUND THEN
    UPDATE duties_pause SET answered_at = actor_at(), answered_by = actor_officer(), answering_id = actor_agency(), answer = said
    WHERE duty_id = which AND answered_at IS NULL;
  END IF;
  RETURN FOUND;
END $$;
