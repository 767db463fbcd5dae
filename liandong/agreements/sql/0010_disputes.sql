-- Disputes: the parties to it see the file, and from the day it is asked the mediator, who sees of the agreement nothing else.

-- The agencies above an agency, nearest first, itself left out.
CREATE FUNCTION agreements_above(agency uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE up AS (
    SELECT a.parent_id AS id, 1 AS step FROM agencies_agency a WHERE a.id = agency
    UNION SELECT a.parent_id, up.step + 1 FROM up JOIN agencies_agency a ON a.id = up.id WHERE up.step < 12)
  SELECT up.id FROM up WHERE up.id IS NOT NULL ORDER BY up.step
$$;

-- The nearest agency above all of these that is none of them; nothing where there is none on the platform.
CREATE FUNCTION agreements_common_superior(those uuid[]) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT above FROM agreements_above(those[1]) WITH ORDINALITY AS t (above, step)
  WHERE above <> ALL (those) AND NOT EXISTS (
    SELECT FROM unnest(those) one WHERE above NOT IN (SELECT agreements_above(one)))
  ORDER BY step LIMIT 1
$$;

-- Whether the actor may open such a dispute: between parties of a deed that was in force, in the order the deed names.
CREATE FUNCTION agreements_may_dispute(deal uuid, those uuid[], about uuid, order_named text[], others text[])
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM access_deed d CROSS JOIN LATERAL (SELECT access_terms_at(d.id, actor_at()) AS terms) t
    WHERE d.id = deal AND d.amends IS NULL AND d.starts_at <= actor_at() AND those <@ d.parties AND actor_agency() = ANY (those)
      AND cardinality(those) > 1 AND d.exercise_id IS NOT DISTINCT FROM actor_exercise()
      AND order_named = coalesce(nullif(ARRAY(SELECT jsonb_array_elements_text(t.terms -> 'disputes')), '{}'),
                                 '{negotiation}')
      AND others = ARRAY(SELECT jsonb_array_elements_text(coalesce(t.terms -> 'disputes_alternatives', '[]'))))
    AND (about IS NULL OR EXISTS (SELECT FROM agreements_breach b WHERE b.id = about AND b.agreement_id = deal
                                  AND b.claimant_id = ANY (those) AND b.respondent_id = ANY (those)))
$$;
GRANT EXECUTE ON FUNCTION agreements_common_superior(uuid[]), agreements_may_dispute(uuid, uuid[], uuid, text[], text[])
  TO liandong_web;

CALL kernel_protect('agreements_dispute',
  see    => '(SELECT actor_agency()) = ANY (agencies) OR mediator_id = (SELECT actor_agency())',
  add    => 'opener_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND stage = ways[1] AND mediator_id IS NOT DISTINCT FROM CASE stage WHEN ''superior_mediation''
               THEN agreements_common_superior(agencies) END
             AND closed_at IS NULL AND version = 1 AND agreements_may_dispute(agreement_id, agencies, breach, ways, alternatives)',
  change => 'closed_at IS NULL AND (SELECT actor_agency()) = ANY (agencies) AND (SELECT actor_has(''signatory''))',
  remove => 'false');
REVOKE UPDATE, DELETE ON agreements_dispute FROM liandong_web;
GRANT UPDATE (stage, mediator_id, closed_at, version) ON agreements_dispute TO liandong_web;

-- Whether the actor's agency may lay that into the file: parties while it is open, the mediator while it mediates.
CREATE FUNCTION agreements_may_file(which uuid, at_stage text, what text, result uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM agreements_dispute x
    WHERE x.id = which AND x.closed_at IS NULL AND x.stage = at_stage AND x.exercise_id IS NOT DISTINCT FROM actor_exercise()
      AND CASE
        WHEN what = 'statement' THEN actor_agency() = ANY (x.agencies) OR x.mediator_id = actor_agency()
        WHEN what = 'result' AND x.stage = 'superior_mediation' THEN x.mediator_id = actor_agency()
        WHEN what IN ('acceptance', 'refusal') THEN actor_agency() = ANY (x.agencies) AND actor_has('signatory')
          AND result = (SELECT f.id FROM agreements_filing f WHERE f.dispute_id = which AND f.part = 'result'
                        ORDER BY f.at DESC, f.id DESC LIMIT 1)
          AND NOT EXISTS (SELECT FROM agreements_filing f WHERE f.about = result AND f.agency_id = actor_agency())
        WHEN what IN ('failure', 'ruling') THEN actor_agency() = ANY (x.agencies) AND actor_has('signatory')
        ELSE actor_agency() = ANY (x.agencies) END)
$$;
GRANT EXECUTE ON FUNCTION agreements_may_file(uuid, text, text, uuid) TO liandong_web;

CALL kernel_protect('agreements_filing',
  see    => 'EXISTS (SELECT FROM agreements_dispute x WHERE x.id = dispute_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND agreements_may_file(dispute_id, stage, part, about)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON agreements_filing FROM liandong_web;

-- What the file says of duties is what their rows say: whoever lays them in writes no facts of their own.
CREATE FUNCTION agreements_copy_facts() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.facts := coalesce((
    SELECT jsonb_agg(jsonb_build_object('duty', u.id, 'kind', u.kind, 'agency', u.agency_id, 'clause', u.clause,
                                        'period_on', u.period_on, 'every', u.every, 'due_at', u.due_at, 'outcome', u.outcome,
                                        'kept_at', u.kept_at) ORDER BY u.due_at, u.id)
    FROM duties_duty u WHERE u.id = ANY (NEW.duties)
      AND u.basis = (SELECT x.agreement_id FROM agreements_dispute x WHERE x.id = NEW.dispute_id)), '[]');
  RETURN NEW;
END $$;
CREATE TRIGGER facts BEFORE INSERT ON agreements_filing FOR EACH ROW EXECUTE FUNCTION agreements_copy_facts();

-- One step after the other: to the next the deed names, to a mediator that stands above all, to an end that all have accepted.
CREATE FUNCTION agreements_guard_dispute() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  place integer := array_position(OLD.ways, OLD.stage);
BEGIN
  IF NEW.stage = OLD.stage OR (NEW.closed_at IS NOT NULL) <> (NEW.stage IN ('settled', 'ruled', 'dropped'))
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
      WHEN 'ruled' THEN OLD.stage NOT IN ('arbitration', 'litigation')
      WHEN 'dropped' THEN actor_agency() <> OLD.opener_id
      ELSE OLD.stage NOT IN ('negotiation', 'superior_mediation') OR place IS NULL
        OR NOT (NEW.stage = OLD.ways[place + 1]
                OR place + 1 = cardinality(OLD.ways) AND NEW.stage = ANY (OLD.alternatives)) END) THEN
    RAISE check_violation USING MESSAGE = format('no step leads from %s to %s', OLD.stage, NEW.stage);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON agreements_dispute FOR EACH ROW EXECUTE FUNCTION agreements_guard_dispute();
