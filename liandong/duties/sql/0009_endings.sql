-- What an end leaves owed: what fell due before it, and payments and returns whose time had begun.

-- For functions of modules above, which have ended the deed; nobody else may call it. Returns how many duties lapsed.
CREATE FUNCTION duties_lapse(deal uuid, last timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  lapsed integer;
BEGIN
  UPDATE duties_schedule SET ends_at = greatest(starts_at, least(ends_at, last)) WHERE basis = deal;
  UPDATE duties_duty SET outcome = 'lapsed', version = version + 1
  WHERE basis = deal AND outcome = '' AND due_at > last AND NOT (kind IN ('payment', 'return') AND starts_at < last);
  GET DIAGNOSTICS lapsed = ROW_COUNT;
  RETURN lapsed;
END $$;
REVOKE EXECUTE ON FUNCTION duties_lapse(uuid, timestamptz) FROM PUBLIC;

-- Ends what a claim or a notice asked for, when it is asked for no longer; for functions of modules above alone.
CREATE FUNCTION duties_let_go(ground uuid, kinds text[], how text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  UPDATE duties_duty SET outcome = how, version = version + 1 WHERE basis = ground AND kind = ANY (kinds) AND outcome = '';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE EXECUTE ON FUNCTION duties_let_go(uuid, text[], text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION duties_end(deal uuid, ending timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last timestamptz;
BEGIN
  SELECT ends_at INTO STRICT last FROM access_deed
  WHERE id = deal AND actor_agency() = ANY (parties) AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  IF last IS NULL OR last > greatest(ending, actor_at()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the deed does not end then; close it first';
  END IF;
  RETURN duties_lapse(deal, last);
END $$;
