-- The owner withdraws the mark of a serious incident: what began by it and is still open lapses in the same act, whoever owes it.
CREATE OR REPLACE FUNCTION sharing_stays_serious() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.serious_at IS NULL THEN
    PERFORM duties_lapse_about('record', NEW.id, 'incident');
  ELSIF OLD.serious_at IS NOT NULL OR NEW.serious_at <> actor_at() OR NEW.kind NOT IN ('case', 'lead') THEN
    RAISE insufficient_privilege USING MESSAGE = 'a case or lead is marked as a serious incident at the moment of the act';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION sharing_stays_serious() FROM PUBLIC;
