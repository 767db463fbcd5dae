-- What no party may do alone, whatever it writes: name the parties of others, change what was agreed, skip a stage.

-- Names the parties. Of a draft its drafter does; on the table a party may add others, but drop nobody.
CREATE FUNCTION agreements_name_parties(deal uuid, named uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE agreements_agreement SET parties = named
  WHERE id = deal AND exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND (sent_at IS NULL AND drafter_id = actor_agency()
         OR stage = 'sent' AND actor_agency() = ANY (parties) AND named @> parties);
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING MESSAGE = 'the parties of this agreement are not yours to name';
  END IF;
END $$;

-- Gives the agreement the next number of its drafter's series, once every party has agreed to what is on the table.
CREATE FUNCTION agreements_issue_number(deal uuid, year integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found agreements_agreement;
  issued text;
BEGIN
  SELECT * INTO STRICT found FROM agreements_agreement
  WHERE id = deal AND actor_agency() = ANY (parties) AND exercise_id IS NOT DISTINCT FROM actor_exercise() FOR UPDATE;
  IF found.number <> '' OR found.stage <> 'sent' OR EXISTS (
    SELECT unnest(found.parties) EXCEPT
    SELECT agency_id FROM agreements_consent WHERE agreement_id = deal AND edition = found.edition) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a number is given once, when every party has agreed';
  END IF;
  LOOP
    INSERT INTO kernel_counter (scope, last, exercise_id)
    VALUES (found.drafter_id || '/agreements.' || year, 1, found.exercise_id)
    ON CONFLICT (scope) DO UPDATE SET last = kernel_counter.last + 1
    RETURNING (SELECT coalesce(nullif(a.mark, ''), a.short_name) FROM agencies_agency a WHERE a.id = found.drafter_id)
      || '协字〔' || year || '〕' || kernel_counter.last || '号' INTO issued;
    -- a number that an officer typed into another agreement is passed over
    EXIT WHEN NOT EXISTS (SELECT FROM agreements_agreement a WHERE a.drafter_id = found.drafter_id AND a.number = issued);
  END LOOP;
  UPDATE agreements_agreement SET number = issued WHERE id = deal;
  RETURN issued;
END $$;
GRANT EXECUTE ON FUNCTION agreements_name_parties(uuid, uuid[]), agreements_issue_number(uuid, integer) TO liandong_web;

-- Stages follow the lifecycle (rules/lifecycle.py; a test holds them together); what is agreed stays as it is.
CREATE FUNCTION agreements_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.stage <> OLD.stage AND (OLD.stage, NEW.stage) NOT IN (
    ('draft', 'sent'), ('sent', 'agreed'), ('agreed', 'signing'), ('agreed', 'signed'), ('signing', 'signed'),
    ('draft', 'withdrawn'), ('sent', 'withdrawn'), ('agreed', 'withdrawn'), ('signing', 'withdrawn')) THEN
    RAISE check_violation USING MESSAGE = format('no step leads from %s to %s', OLD.stage, NEW.stage);
  END IF;
  IF OLD.stage NOT IN ('draft', 'sent')
     AND (NEW.text, NEW.terms, NEW.title, NEW.number, NEW.signed_text, NEW.edition, NEW.parties)
         IS DISTINCT FROM (OLD.text, OLD.terms, OLD.title, OLD.number, OLD.signed_text, OLD.edition, OLD.parties)
     OR OLD.sent_at IS NOT NULL AND NEW.sent_at IS DISTINCT FROM OLD.sent_at
     OR OLD.notice_at IS NOT NULL AND (NEW.notice_at, NEW.notice_by) IS DISTINCT FROM (OLD.notice_at, OLD.notice_by) THEN
    RAISE check_violation USING MESSAGE = 'what was agreed does not change';
  END IF;
  IF NEW.stage = 'withdrawn' AND OLD.stage <> 'withdrawn' AND NEW.drafter_id <> actor_agency() THEN
    RAISE insufficient_privilege USING MESSAGE = 'only its drafter withdraws an agreement';
  END IF;
  -- in force means what the deed says: its moments are set by access_open and access_close alone
  IF NEW.stage = 'signed' AND NOT EXISTS (
    SELECT FROM access_deed d WHERE d.id = NEW.id AND (d.starts_at, d.ends_at) = (NEW.starts_at, NEW.ends_at)) THEN
    RAISE check_violation USING MESSAGE = 'the moments of a signed agreement are those of its deed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON agreements_agreement FOR EACH ROW EXECUTE FUNCTION agreements_guard();
