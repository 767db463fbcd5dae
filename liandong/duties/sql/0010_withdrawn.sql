-- What an event began lapses when the event turns out not to be one. The guard of the event's own table calls this, as the owner:
-- nobody else may, or who owes would let itself off.
CREATE FUNCTION duties_lapse_about(about text, which uuid, event text) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE duties_duty SET outcome = 'lapsed', version = version + 1
  WHERE subject_kind = about AND subject = which AND started_by = event AND outcome = ''
    AND exercise_id IS NOT DISTINCT FROM actor_exercise();
$$;
REVOKE EXECUTE ON FUNCTION duties_lapse_about(text, uuid, text) FROM PUBLIC;
