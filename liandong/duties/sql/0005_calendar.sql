-- Which days are working days, written by guarded functions alone; and whether a promise of a period may fall due at a moment.
CALL kernel_common('duties_calendarday', 'every page reckons working days');

-- Writes days, and has every open duty reckoned anew that was reckoned over a day of which something else is said now.
CREATE FUNCTION duties_write_calendar(loaded date[], working boolean[], notes text[], moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE duties_duty d SET provisional = true  -- the job duties.recompute takes it up
  FROM unnest(loaded, working) AS t (day, works) JOIN duties_calendarday c USING (day)
  WHERE c.is_working <> t.works AND d.outcome = '' AND NOT d.provisional
    AND t.day BETWEEN (d.starts_at AT TIME ZONE 'Asia/Shanghai')::date - 15 AND (d.due_at AT TIME ZONE 'Asia/Shanghai')::date + 15
    AND (d.unit = 'working_day' OR d.roll <> 'stay'
         OR EXISTS (SELECT FROM duties_schedule s WHERE s.id = d.schedule_id AND s.day_rule <> 'day'));
  INSERT INTO duties_calendarday (day, is_working, source, note, loaded_at)
  SELECT d, w, 'loaded', n, moment FROM unnest(loaded, working, notes) AS t (d, w, n)
  ON CONFLICT (day) DO UPDATE SET is_working = excluded.is_working, source = excluded.source, note = excluded.note,
                                  loaded_at = excluded.loaded_at;
END $$;
-- The command of whoever runs the installation writes as the jobs do.
REVOKE EXECUTE ON FUNCTION duties_write_calendar(date[], boolean[], text[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duties_write_calendar(date[], boolean[], text[], timestamptz) TO liandong_jobs;

-- Only an administrator of a police agency without a parent loads an arrangement, for the whole installation.
CREATE FUNCTION duties_load_calendar(loaded date[], working boolean[], notes text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT actor_has('administrator') OR actor_exercise() IS NOT NULL OR NOT EXISTS (
      SELECT FROM agencies_agency a WHERE a.id = actor_agency() AND a.parent_id IS NULL AND a.kind = 'police') THEN
    RAISE insufficient_privilege USING MESSAGE = 'only an administrator of the topmost police agency loads the calendar';
  END IF;
  PERFORM duties_write_calendar(loaded, working, notes, actor_at());
END $$;
GRANT EXECUTE ON FUNCTION duties_load_calendar(date[], boolean[], text[]) TO liandong_web;

-- How many days from `first` to `last` are working days: at least (known to be), or at most (not known to be off). A day the
-- table does not have may be either: the platform may know it already, and a new arrangement may still come.
CREATE FUNCTION duties_working_days(first date, last date, at_most boolean) RETURNS integer
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN at_most THEN greatest(last - first + 1, 0) - count(*) FILTER (WHERE NOT is_working)
              ELSE count(*) FILTER (WHERE is_working) END::integer
  FROM duties_calendarday WHERE day BETWEEN first AND last
$$;

-- Whether the promise of the period that begins at `period` may fall due then: at 24:00 in Beijing of the day that
-- rules.recurring.fall says under some calendar that agrees with the table; a test holds the two together. Fifteen days is
-- rules.calendar.LONGEST.
CREATE OR REPLACE FUNCTION duties_occurs(every text, "on" integer, day_rule text, roll text, period date, due timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  ending timestamp := due AT TIME ZONE 'Asia/Shanghai';
  day date := ending::date - 1;
  months integer := CASE every WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half_year' THEN 6 WHEN 'year' THEN 12 END;
  closing date := CASE every WHEN 'day' THEN period WHEN 'week' THEN period + 6
                             ELSE (period + make_interval(months => months))::date - 1 END;
  opening date := CASE WHEN every IN ('day', 'week') THEN closing ELSE (period + interval '1 month')::date - 1 END;
  nominal date;
BEGIN
  IF ending <> date_trunc('day', ending) OR (CASE every
       WHEN 'day' THEN false
       WHEN 'week' THEN extract(isodow FROM period) <> 1
       ELSE extract(day FROM period) <> 1 OR (extract(month FROM period)::integer - 1) % months <> 0 END) THEN
    RETURN false;
  ELSIF day_rule = 'day' THEN
    nominal := CASE WHEN every = 'day' OR "on" IS NULL THEN closing WHEN every = 'week' THEN period + least("on", 7) - 1
                    ELSE least(period + "on" - 1, opening) END;
    RETURN duties_rolls_to(nominal, roll, nominal - 15, day);
  ELSIF day_rule = 'last_working_day' THEN
    RETURN duties_rolls_to(closing, 'before', period, day);
  END IF;
  RETURN duties_rolls_to(opening, 'before', period, day) AND duties_working_days(period, day, false) <= "on"
    OR day BETWEEN period AND opening AND duties_working_days(day, day, true) = 1
       AND "on" BETWEEN duties_working_days(period, day, false) AND duties_working_days(period, day, true);
END $$;

-- Whether a last day may come to lie on `day` by such a roll.
CREATE FUNCTION duties_rolls_to(nominal date, roll text, floor date, day date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE roll
    WHEN 'next' THEN day BETWEEN nominal AND nominal + 15 AND (
      duties_working_days(nominal, day - 1, false) = 0 AND duties_working_days(day, day, true) = 1
      OR day = nominal AND duties_working_days(nominal, nominal + 15, false) = 0)
    WHEN 'before' THEN day BETWEEN greatest(floor, nominal - 15) AND nominal AND (
      duties_working_days(day + 1, nominal, false) = 0 AND duties_working_days(day, day, true) = 1
      OR day = nominal AND duties_working_days(greatest(floor, nominal - 15), nominal, false) = 0)
    ELSE day = nominal END
$$;
GRANT EXECUTE ON FUNCTION duties_working_days(date, date, boolean), duties_rolls_to(date, text, date, date),
  duties_occurs(text, integer, text, text, date, timestamptz) TO liandong_web, liandong_jobs;
