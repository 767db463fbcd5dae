-- The audience of an agreement: its parties, and from the last signature on every agency above one of them, which only
-- reads. To everybody else it does not exist. `signed` cannot be written before the deed was opened (agreements_guard).
-- `change` and `remove` keep asking for the parties: their conditions are as they were.
ALTER POLICY see ON agreements_agreement USING (
  drafter_id = (SELECT actor_agency()) OR sent_at IS NOT NULL AND (SELECT actor_agency()) = ANY (parties)
  OR stage = 'signed' AND parties && (SELECT agencies_below()));

-- How it came about stays the parties': the file it was read from, its versions and consents.
ALTER POLICY see ON agreements_source USING (
  EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id
          AND (a.drafter_id = (SELECT actor_agency()) OR (SELECT actor_agency()) = ANY (a.parties))));
ALTER POLICY see ON agreements_version USING (
  EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id AND (SELECT actor_agency()) = ANY (a.parties)));
ALTER POLICY see ON agreements_consent USING (
  EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id AND (SELECT actor_agency()) = ANY (a.parties)));

-- A number is unique among its drafter's agreements, so whoever could type one there would learn which are taken.
-- Only the drafter types it; agreements_issue_number gives it as the owner of the table.
CREATE FUNCTION agreements_number_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.number <> '' AND NEW.drafter_id <> actor_agency() AND current_user = 'liandong_web' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only its drafter gives an agreement a number';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER number_guard BEFORE UPDATE OF number ON agreements_agreement
  FOR EACH ROW WHEN (NEW.number <> OLD.number) EXECUTE FUNCTION agreements_number_guard();
