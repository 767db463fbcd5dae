-- Onward consent: the holder asks, the owner answers; both read it, nobody else, and neither writes for the other.
CALL kernel_protect('sharing_onward',
  see    => '(SELECT actor_agency()) IN (owner_id, holder_id)',
  add    => 'holder_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND stage = ''asked'' AND answered_at IS NULL AND ended_at IS NULL
             AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id AND r.owner_id = sharing_onward.owner_id
                         AND r.owner_id <> holder_id AND r.number = sharing_onward.number)',
  change => '(SELECT actor_agency()) IN (owner_id, holder_id)',
  remove => 'false');
REVOKE UPDATE, DELETE ON sharing_onward FROM liandong_web;
GRANT UPDATE (stage, words, answered_by, answered_at, ended_by, ended_at, why) ON sharing_onward TO liandong_web;

CREATE FUNCTION sharing_onward_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  side text := CASE actor_agency() WHEN OLD.owner_id THEN 'owner' WHEN OLD.holder_id THEN 'holder' END;
  answered boolean := NEW.stage IN ('given', 'refused');
  fits boolean := CASE WHEN answered
    THEN NEW.answered_at = actor_at() AND NEW.answered_by = actor_officer() AND NEW.words <> '' AND NEW.why = '' AND NEW.ended_at IS NULL
    ELSE NEW.ended_at = actor_at() AND NEW.ended_by = actor_officer() AND NEW.words = OLD.words
         AND NEW.answered_at IS NOT DISTINCT FROM OLD.answered_at AND NEW.answered_by IS NOT DISTINCT FROM OLD.answered_by END;
BEGIN
  IF (side, OLD.stage, NEW.stage) NOT IN (('owner', 'asked', 'given'), ('owner', 'asked', 'refused'),
                                          ('owner', 'given', 'withdrawn'), ('holder', 'asked', 'dropped'))
    OR NOT (actor_has('officer') OR actor_has('liaison'))
    OR fits IS NOT TRUE OR side IS NULL
  THEN
    RAISE insufficient_privilege USING MESSAGE = 'not a step of this side';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON sharing_onward FOR EACH ROW EXECUTE FUNCTION sharing_onward_guard();
