-- What no party may do alone, whatever it writes: name the parties of others, change what was agreed, skip a stage.

-- Names the parties. Of a draft its drafter does; on the table a party may add others, but drop nobody, and not once
-- somebody has agreed to that edition.
CREATE FUNCTION agreements_name_parties(deal uuid, named uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE agreements_agreement SET parties = named
  WHERE id = deal AND exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND (sent_at IS NULL AND drafter_id = actor_agency()
         OR stage = 'sent' AND actor_agency() = ANY (parties) AND named @> parties AND NOT EXISTS (
           SELECT FROM agreements_consent c WHERE c.agreement_id = deal AND c.edition = agreements_agreement.edition));
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
     OR OLD.agreed_at IS NOT NULL AND NEW.agreed_at IS DISTINCT FROM OLD.agreed_at
     OR OLD.signed_at IS NOT NULL AND NEW.signed_at IS DISTINCT FROM OLD.signed_at THEN
    RAISE check_violation USING MESSAGE = 'what was agreed does not change';
  END IF;
  -- consent is given to an edition: other words, or other terms than the number it is given at last, are another one
  IF OLD.stage = 'sent' AND (NEW.edition NOT IN (OLD.edition, OLD.edition + 1) OR NEW.edition = OLD.edition AND
      (NEW.text, NEW.title, NEW.terms - 'number' #- '{sources,number}')
      IS DISTINCT FROM (OLD.text, OLD.title, OLD.terms - 'number' #- '{sources,number}')) THEN
    RAISE check_violation USING MESSAGE = 'what is changed on the table is the next edition';
  END IF;
  IF NEW.stage = 'agreed' AND OLD.stage = 'sent' THEN
    IF EXISTS (SELECT unnest(NEW.parties) EXCEPT
               SELECT agency_id FROM agreements_consent WHERE agreement_id = NEW.id AND edition = NEW.edition)
       OR NOT EXISTS (SELECT FROM access_deed d WHERE d.id = NEW.id AND d.number = NEW.number AND d.starts_at IS NULL
                      AND d.parties @> NEW.parties AND NEW.parties @> d.parties
                      AND d.terms::jsonb ->> 'text_sha256' = encode(sha256(convert_to(NEW.signed_text, 'UTF8')), 'hex')) THEN
      RAISE check_violation USING MESSAGE = 'agreed is what every party has agreed to and what is laid down';
    END IF;
  END IF;
  IF NEW.stage = 'withdrawn' AND OLD.stage <> 'withdrawn' THEN
    IF NEW.drafter_id <> actor_agency() THEN
      RAISE insufficient_privilege USING MESSAGE = 'only its drafter withdraws an agreement';
    END IF;
    PERFORM access_void(NEW.id);  -- what was laid down of it can be signed by nobody, and opens nothing
  END IF;
  IF (NEW.notice_at, NEW.notice_by, NEW.notice_why) IS DISTINCT FROM (OLD.notice_at, OLD.notice_by, OLD.notice_why) THEN
    IF OLD.notice_at IS NOT NULL OR (NEW.stage = 'signed' AND actor_has('signatory')
        AND (NEW.notice_at, NEW.notice_by) = (actor_at(), actor_agency())) IS NOT TRUE THEN
      RAISE check_violation USING MESSAGE = 'notice is given once, by a signatory of the agency that gives it';
    END IF;
  END IF;
  -- in force means what the deed says: its moments are set by access_open and access_close alone
  IF NEW.stage = 'signed' AND NOT EXISTS (
    SELECT FROM access_deed d WHERE d.id = NEW.id AND (d.starts_at, d.ends_at) = (NEW.starts_at, NEW.ends_at)
      AND d.parties @> NEW.parties AND NEW.parties @> d.parties) THEN
    RAISE check_violation USING MESSAGE = 'the moments of a signed agreement are those of its deed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON agreements_agreement FOR EACH ROW EXECUTE FUNCTION agreements_guard();
