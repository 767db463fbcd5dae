-- What parties say to each other, what an agency keeps to itself, who approves inside it, and originals on paper.
UPDATE agreements_version SET nature = 'sent' WHERE edition = 1;

-- Whether a comment begins a thread about that agreement; a policy on its own table would recurse.
CREATE FUNCTION agreements_begins(thread uuid, deal uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM agreements_comment c WHERE c.id = thread AND c.agreement_id = deal AND c.parent_id IS NULL);
END $$;
GRANT EXECUTE ON FUNCTION agreements_begins(uuid, uuid) TO liandong_web;

-- Comments are the parties' own, also when superiors may see the agreement. A thread is settled by who began it.
CALL kernel_protect('agreements_comment',
  see    => 'EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id
             AND (a.drafter_id = (SELECT actor_agency()) OR (SELECT actor_agency()) = ANY (a.parties)))',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND settled_at IS NULL AND settled_by IS NULL
             AND EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id AND a.edition = agreements_comment.edition
                         AND a.stage IN (''draft'', ''sent'', ''agreed'', ''signing'')
                         AND (a.drafter_id = (SELECT actor_agency()) OR (SELECT actor_agency()) = ANY (a.parties)))
             AND (parent_id IS NULL OR agreements_begins(parent_id, agreement_id))',
  change => 'agency_id = (SELECT actor_agency()) AND parent_id IS NULL',
  remove => 'false');

-- Notes and legal reviews: the agency's own and nobody else's, whoever may see the agreement.
CALL kernel_protect('agreements_note',
  see    => 'agency_id = (SELECT actor_agency())',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND settled_at IS NULL AND settled_by IS NULL
             AND EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id
                         AND (a.drafter_id = (SELECT actor_agency()) OR (SELECT actor_agency()) = ANY (a.parties)))',
  change => 'agency_id = (SELECT actor_agency())',
  remove => 'false');
REVOKE UPDATE, DELETE ON agreements_comment, agreements_note FROM liandong_web;
GRANT UPDATE (settled_at, settled_by) ON agreements_comment, agreements_note TO liandong_web;

-- Who settled it, and when, is who is acting; or it is open again.
CREATE FUNCTION agreements_settled() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT (NEW.settled_at IS NULL AND NEW.settled_by IS NULL
          OR (NEW.settled_at, NEW.settled_by) IS NOT DISTINCT FROM (actor_at(), actor_officer())) THEN
    RAISE check_violation USING MESSAGE = 'who settles it is who acts';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settled BEFORE UPDATE ON agreements_comment FOR EACH ROW EXECUTE FUNCTION agreements_settled();
CREATE TRIGGER settled BEFORE UPDATE ON agreements_note FOR EACH ROW EXECUTE FUNCTION agreements_settled();

-- The chain of an agency, and what its officers said on an edition: its own.
CALL kernel_protect('agreements_reviewstep',
  see    => 'agency_id = (SELECT actor_agency())',
  add    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  change => 'false',
  remove => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))');
CALL kernel_protect('agreements_review',
  see    => 'agency_id = (SELECT actor_agency())',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND (SELECT kernel_actor() -> ''roles'') ? role
             AND EXISTS (SELECT FROM agreements_reviewstep s
                         WHERE s.agency_id = agreements_review.agency_id AND s.role = agreements_review.role)
             AND EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id AND a.edition = agreements_review.edition
                         AND a.stage IN (''sent'', ''agreed'', ''signing'') AND (SELECT actor_agency()) = ANY (a.parties))',
  change => 'false',
  remove => 'false');
REVOKE UPDATE ON agreements_reviewstep, agreements_review FROM liandong_web;
REVOKE DELETE ON agreements_review FROM liandong_web;

-- Whether the agency's chain, if it has one, has approved the edition that is to be signed: the last verdict of each post.
CREATE FUNCTION agreements_approved(deal uuid, party uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT FROM agreements_reviewstep s
    WHERE s.agency_id = party AND s.exercise_id IS NOT DISTINCT FROM actor_exercise() AND NOT coalesce((
      SELECT r.is_approved FROM agreements_review r JOIN agreements_agreement a ON (a.id, a.edition) = (r.agreement_id, r.edition)
      WHERE a.id = deal AND r.agency_id = party AND r.role = s.role ORDER BY r.at DESC, r.id DESC LIMIT 1), false))
$$;
REVOKE EXECUTE ON FUNCTION agreements_approved(uuid, uuid) FROM PUBLIC;

-- Who is asked first inside a party of the agreement, so that another party's act can tell them; no more is said of its chain.
CREATE FUNCTION agreements_first_reviewer(deal uuid, party uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.role FROM agreements_reviewstep s JOIN agreements_agreement a ON s.agency_id = ANY (a.parties)
  WHERE a.id = deal AND s.agency_id = party AND actor_agency() = ANY (a.parties || a.drafter_id) AND a.sent_at IS NOT NULL
    AND s.exercise_id IS NOT DISTINCT FROM actor_exercise() AND a.exercise_id IS NOT DISTINCT FROM actor_exercise()
  ORDER BY s."order" LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION agreements_first_reviewer(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreements_first_reviewer(uuid, uuid) TO liandong_web;

-- Originals are laid down and turned down by functions alone.
CALL kernel_protect('agreements_original',
  see    => 'EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id)',
  add    => 'false',
  change => 'false',
  remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON agreements_original FROM liandong_web;

-- Lays down that an agreed agreement was signed on paper. Nothing of the deed changes but that: its form, the digest of the
-- scan, the day of each signature and the end reckoned from the last of them. Confirmations of an earlier scan are void.
CREATE FUNCTION agreements_lay_paper(deal uuid, laid text, scan uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  deed access_deed;
  said jsonb := laid::jsonb;
  before jsonb;
  last date;
  months integer;
BEGIN
  PERFORM FROM agreements_agreement WHERE id = deal AND drafter_id = actor_agency() AND stage IN ('agreed', 'signing')
    AND exercise_id IS NOT DISTINCT FROM actor_exercise() FOR UPDATE;
  SELECT * INTO deed FROM access_deed WHERE id = deal AND starts_at IS NULL AND FOUND FOR UPDATE;
  IF deed.id IS NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'a paper original is laid down by its drafter, once it is agreed';
  END IF;
  before := deed.terms::jsonb;
  months := (before ->> 'months')::integer;
  IF EXISTS (SELECT FROM access_signature WHERE deed_id = deal) AND (
       SELECT o.turned_at FROM agreements_original o WHERE o.agreement_id = deal ORDER BY o.number DESC LIMIT 1) IS NULL THEN
    RAISE check_violation USING MESSAGE = 'a party has signed what was laid down';
  END IF;
  SELECT max(value::date) INTO last FROM jsonb_each_text(said #> '{paper,days}');
  IF said - 'form' - 'paper' - 'ends_at' IS DISTINCT FROM before - 'form' - 'paper' - 'ends_at'
     OR said ->> 'form' IS DISTINCT FROM 'paper' OR (said #>> '{paper,sha256}') !~ '^[0-9a-f]{64}$'
     OR (SELECT array_agg(key::uuid ORDER BY key::uuid) FROM jsonb_each_text(said #> '{paper,days}'))
        IS DISTINCT FROM (SELECT array_agg(p ORDER BY p) FROM unnest(deed.parties) p)
     OR NOT EXISTS (SELECT FROM documents_file f WHERE f.id = scan AND f.digest = said #>> '{paper,sha256}' AND f.subject = deal
                    AND f.agency_id = actor_agency() AND f.audience || f.agency_id @> deed.parties)
     OR last > (actor_at() AT TIME ZONE 'Asia/Shanghai')::date
     OR (said ->> 'ends_at')::timestamptz IS DISTINCT FROM (CASE WHEN months IS NULL THEN (before ->> 'ends_at')::timestamptz
        ELSE (last + make_interval(months => months)) AT TIME ZONE 'Asia/Shanghai' END) THEN
    RAISE check_violation USING MESSAGE = 'a paper original changes nothing but form, scan, days and the end they reckon';
  END IF;
  DELETE FROM access_signature WHERE deed_id = deal;
  UPDATE access_deed SET terms = laid, laid_at = actor_at() WHERE id = deal;
  INSERT INTO agreements_original (id, agreement_id, number, file, digest, days, officer, at, turned_why, exercise_id)
  SELECT gen_random_uuid(), deal, 1 + count(*), scan, said #>> '{paper,sha256}', said #> '{paper,days}', actor_officer(),
         actor_at(), '', deed.exercise_id FROM agreements_original WHERE agreement_id = deal;
  UPDATE agreements_agreement SET on_paper = true WHERE id = deal;
END $$;

-- A signatory of a party that has not confirmed it turns the paper original down; nobody confirms it any more.
CREATE FUNCTION agreements_turn_down(deal uuid, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE agreements_original o SET turned_at = actor_at(), turned_by = actor_agency(), turned_why = why
  FROM agreements_agreement a
  WHERE a.id = deal AND o.agreement_id = deal AND o.turned_at IS NULL AND a.stage IN ('agreed', 'signing')
    AND actor_agency() = ANY (a.parties) AND actor_has('signatory') AND why <> ''
    AND a.exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND NOT EXISTS (SELECT FROM access_signature s WHERE s.deed_id = deal AND s.agency_id = actor_agency());
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING MESSAGE = 'a paper original is turned down by a signatory who has not confirmed it';
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION agreements_lay_paper(uuid, text, uuid), agreements_turn_down(uuid, text) TO liandong_web;

-- No signature before the agency's own chain has approved that edition, and none under a paper original turned down.
CREATE FUNCTION agreements_sign_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM agreements_agreement WHERE id = NEW.deed_id) THEN
    RETURN NEW;
  ELSIF NOT agreements_approved(NEW.deed_id, NEW.agency_id) THEN
    RAISE check_violation USING MESSAGE = 'the agency has not approved what it would sign';
  ELSIF (SELECT o.turned_at FROM agreements_original o WHERE o.agreement_id = NEW.deed_id ORDER BY o.number DESC LIMIT 1)
        IS NOT NULL THEN
    RAISE check_violation USING MESSAGE = 'this paper original was turned down';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreements_approved BEFORE INSERT ON access_signature FOR EACH ROW EXECUTE FUNCTION agreements_sign_guard();
