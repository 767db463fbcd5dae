-- What a page may not do about endings, breaches and disputes even where it writes its own agency's rows.

-- Claims, answers, disputes and their files are the desk's work: whoever has no such post writes none.
CREATE POLICY by_desk ON agreements_breach AS RESTRICTIVE FOR INSERT TO liandong_web WITH CHECK (
  (SELECT actor_has('clerk') OR actor_has('liaison') OR actor_has('signatory')));
CREATE POLICY by_desk_change ON agreements_breach AS RESTRICTIVE FOR UPDATE TO liandong_web USING (
  (SELECT actor_has('clerk') OR actor_has('liaison') OR actor_has('signatory')));
CREATE POLICY by_desk ON agreements_dispute AS RESTRICTIVE FOR INSERT TO liandong_web WITH CHECK (
  (SELECT actor_has('clerk') OR actor_has('liaison') OR actor_has('signatory')));
CREATE POLICY by_desk ON agreements_filing AS RESTRICTIVE FOR INSERT TO liandong_web WITH CHECK (
  (SELECT actor_has('clerk') OR actor_has('liaison') OR actor_has('signatory')));

-- A notice has the form that the terms in effect ask for; one by letter names the letter.
CREATE FUNCTION agreements_may_notice(deal uuid, form text, letter text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (form <> 'letter' OR letter <> '')
    AND (form <> 'oral' OR access_terms_at(deal, actor_at()) #>> '{termination,notice_form}' IS DISTINCT FROM 'written')
$$;
GRANT EXECUTE ON FUNCTION agreements_may_notice(uuid, text, text) TO liandong_web;
CREATE POLICY in_its_form ON agreements_ending AS RESTRICTIVE FOR INSERT TO liandong_web WITH CHECK (
  kind <> 'notice' OR agreements_may_notice(agreement_id, form, letter));

-- Where the deed names no time to cure, nobody asks for less than the other party has to answer.
CREATE OR REPLACE FUNCTION agreements_may_claim(deal uuid, respondent uuid, missed uuid[], cure_amount integer, cure_unit text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM access_deed d CROSS JOIN LATERAL (SELECT access_terms_at(d.id, actor_at()) AS terms) t
    WHERE d.id = deal AND d.amends IS NULL AND actor_agency() = ANY (d.parties) AND respondent = ANY (d.parties)
      AND respondent <> actor_agency()
      AND d.starts_at <= actor_at() AND d.exercise_id IS NOT DISTINCT FROM actor_exercise() AND cure_amount > 0
      AND CASE WHEN t.terms #>> '{cure,amount}' IS NULL THEN cure_unit IN ('day', 'working_day') AND cure_amount >= 7
               ELSE (t.terms #>> '{cure,amount}', t.terms #>> '{cure,unit}') = (cure_amount::text, cure_unit) END)
    AND NOT EXISTS (
      SELECT unnest(missed) EXCEPT SELECT u.id FROM duties_duty u
      WHERE u.basis = deal AND u.agency_id = respondent AND actor_agency() = ANY (u.parties) AND u.due_at < actor_at()
        AND u.outcome IN ('', 'late'))
$$;

-- What a dispute repeats of the agreement for a mediator is the agreement's own: its number, and words that stand in it.
CREATE FUNCTION agreements_quote() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  words text;
BEGIN
  SELECT a.number, a.text || E'\n' || a.signed_text INTO NEW.number, words FROM agreements_agreement a WHERE a.id = NEW.agreement_id;
  IF EXISTS (SELECT FROM jsonb_array_elements(NEW.clauses) c
             WHERE coalesce(c ->> 'text', '') = '' OR coalesce(position(c ->> 'text' IN words), 0) = 0) THEN
    RAISE check_violation USING MESSAGE = 'the clauses at issue are quoted as they stand in the agreement';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quote BEFORE INSERT ON agreements_dispute FOR EACH ROW EXECUTE FUNCTION agreements_quote();

-- A ruling is laid into the file of what went to a tribunal or a court, a failure where the parties talked.
CREATE OR REPLACE FUNCTION agreements_may_file(which uuid, at_stage text, what text, result uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM agreements_dispute x
    WHERE x.id = which AND x.closed_at IS NULL AND x.stage = at_stage AND x.exercise_id IS NOT DISTINCT FROM actor_exercise()
      AND CASE
        WHEN what = 'statement' THEN actor_agency() = ANY (x.agencies) OR x.mediator_id = actor_agency()
        WHEN what = 'result' THEN CASE x.stage WHEN 'superior_mediation' THEN x.mediator_id = actor_agency()
                                               WHEN 'negotiation' THEN actor_agency() = ANY (x.agencies) ELSE false END
        WHEN what IN ('acceptance', 'refusal') THEN actor_agency() = ANY (x.agencies) AND actor_has('signatory')
          AND result = (SELECT f.id FROM agreements_filing f WHERE f.dispute_id = which AND f.part = 'result'
                        ORDER BY f.at DESC, f.id DESC LIMIT 1)
          AND NOT EXISTS (SELECT FROM agreements_filing f WHERE f.about = result AND f.agency_id = actor_agency())
        WHEN what = 'failure' THEN actor_agency() = ANY (x.agencies) AND actor_has('signatory')
          AND x.stage IN ('negotiation', 'superior_mediation')
        WHEN what = 'ruling' THEN actor_agency() = ANY (x.agencies) AND actor_has('signatory')
          AND x.stage IN ('arbitration', 'litigation')
        ELSE false END)
$$;

-- As before, and: nobody goes on without saying in the file why the step failed, nor ends it as ruled without the ruling.
CREATE OR REPLACE FUNCTION agreements_guard_dispute() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  place integer := array_position(OLD.ways, OLD.stage);
BEGIN
  IF NEW.supplement IS DISTINCT FROM OLD.supplement AND NEW.stage = OLD.stage AND OLD.stage = 'settled' THEN
    RETURN NEW;  -- agreements_draw_up alone writes that column
  ELSIF NEW.stage = OLD.stage OR (NEW.closed_at IS NOT NULL) <> (NEW.stage IN ('settled', 'ruled', 'dropped'))
     OR NEW.closed_at IS NOT NULL AND NEW.closed_at <> actor_at()
     OR NEW.mediator_id IS DISTINCT FROM (CASE WHEN NEW.stage = 'superior_mediation'
          THEN agreements_common_superior(OLD.agencies) ELSE OLD.mediator_id END) THEN
    RAISE check_violation USING MESSAGE = 'a dispute goes on, or ends, at the moment of the act';
  ELSIF (CASE NEW.stage
      WHEN 'settled' THEN OLD.stage NOT IN ('negotiation', 'superior_mediation') OR EXISTS (
        SELECT unnest(OLD.agencies) EXCEPT SELECT f.agency_id FROM agreements_filing f
        WHERE f.part = 'acceptance' AND f.about = (
          SELECT r.id FROM agreements_filing r WHERE r.dispute_id = OLD.id AND r.part = 'result'
          ORDER BY r.at DESC, r.id DESC LIMIT 1))
      WHEN 'ruled' THEN OLD.stage NOT IN ('arbitration', 'litigation') OR NOT EXISTS (
        SELECT FROM agreements_filing f WHERE f.dispute_id = OLD.id AND f.part = 'ruling' AND f.at = actor_at()
          AND f.officer = actor_officer() AND f.text <> '')
      WHEN 'dropped' THEN actor_agency() <> OLD.opener_id
      ELSE OLD.stage NOT IN ('negotiation', 'superior_mediation') OR place IS NULL
        OR NOT (NEW.stage = OLD.ways[place + 1]
                OR place + 1 = cardinality(OLD.ways) AND NEW.stage = ANY (OLD.alternatives))
        OR NOT EXISTS (SELECT FROM agreements_filing f WHERE f.dispute_id = OLD.id AND f.part = 'failure' AND f.at = actor_at()
                         AND f.stage = OLD.stage AND f.officer = actor_officer() AND f.text <> '') END) THEN
    RAISE check_violation USING MESSAGE = format('no step leads from %s to %s', OLD.stage, NEW.stage);
  END IF;
  RETURN NEW;
END $$;

-- Names the supplement that is drafted from a settled dispute: one at a time, a draft of a party to it that amends the agreement.
CREATE FUNCTION agreements_draw_up(which uuid, draft uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE agreements_dispute x SET supplement = draft, version = version + 1
  WHERE x.id = which AND x.stage = 'settled' AND actor_agency() = ANY (x.agencies)
    AND x.exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND NOT EXISTS (SELECT FROM agreements_agreement a WHERE a.id = x.supplement AND a.stage <> 'withdrawn')
    AND EXISTS (SELECT FROM agreements_agreement a WHERE a.id = draft AND a.amends_id = x.agreement_id AND a.stage = 'draft'
                AND a.drafter_id = actor_agency());
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING MESSAGE = 'a supplement is drawn up once, by a party to the settled dispute';
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION agreements_draw_up(uuid, uuid) TO liandong_web;

-- Whether a supplement is drafted from it that was not withdrawn, for those who see the dispute; the draft itself is its drafter's.
CREATE FUNCTION agreements_is_drawn_up(which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM agreements_dispute x JOIN agreements_agreement a ON a.id = x.supplement
    WHERE x.id = which AND a.stage <> 'withdrawn'
      AND (actor_agency() = ANY (x.agencies) OR x.mediator_id = actor_agency())
      AND x.exercise_id IS NOT DISTINCT FROM actor_exercise())
$$;
GRANT EXECUTE ON FUNCTION agreements_is_drawn_up(uuid) TO liandong_web;
