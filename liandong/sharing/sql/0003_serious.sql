-- Its owner marks a case or a lead as a serious incident, once: partners and superiors were told, so nobody unmarks it.
GRANT UPDATE (serious_at) ON sharing_record TO liandong_web;
CREATE FUNCTION sharing_stays_serious() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.serious_at IS NOT NULL OR NEW.serious_at <> actor_at() OR NEW.kind NOT IN ('case', 'lead') THEN
    RAISE insufficient_privilege USING MESSAGE = 'a case or lead is marked as a serious incident once, at the moment of the act';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_serious BEFORE UPDATE OF serious_at ON sharing_record FOR EACH ROW
  WHEN (OLD.serious_at IS DISTINCT FROM NEW.serious_at) EXECUTE FUNCTION sharing_stays_serious();
