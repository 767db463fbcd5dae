-- Breaches: a claim names missed duties that are there, each side writes only its own part, and rescission is held to the deed.

-- Whether the actor may claim that of that party: both are parties of a deed that was in force, the duties are the other's and
-- were not kept in time, and the time to cure is the deed's where it names one.
CREATE FUNCTION agreements_may_claim(deal uuid, respondent uuid, missed uuid[], cure_amount integer, cure_unit text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM access_deed d CROSS JOIN LATERAL (SELECT access_terms_at(d.id, actor_at()) AS terms) t
    WHERE d.id = deal AND d.amends IS NULL AND actor_agency() = ANY (d.parties) AND respondent = ANY (d.parties) AND respondent <> actor_agency()
      AND d.starts_at <= actor_at() AND d.exercise_id IS NOT DISTINCT FROM actor_exercise() AND cure_amount > 0
      AND (t.terms #>> '{cure,amount}' IS NULL
           OR (t.terms #>> '{cure,amount}', t.terms #>> '{cure,unit}') = (cure_amount::text, cure_unit)))
    AND NOT EXISTS (
      SELECT unnest(missed) EXCEPT SELECT u.id FROM duties_duty u
      WHERE u.basis = deal AND u.agency_id = respondent AND actor_agency() = ANY (u.parties) AND u.due_at < actor_at()
        AND u.outcome IN ('', 'late'))
$$;

CALL kernel_protect('agreements_breach',
  see    => 'EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id
                     AND (SELECT actor_agency()) = ANY (a.parties))',
  add    => 'stage = ''claimed'' AND text <> '''' AND answer = '''' AND closed_at IS NULL AND damages IS NULL
             AND rejected_at IS NULL AND version = 1 AND claimant_id = (SELECT actor_agency())
             AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND agreements_may_claim(agreement_id, respondent_id, duties, cure_amount, cure_unit)',
  change => 'closed_at IS NULL AND (SELECT actor_agency()) IN (claimant_id, respondent_id)',
  remove => 'false');
REVOKE UPDATE, DELETE ON agreements_breach FROM liandong_web;
GRANT UPDATE (stage, answer, answered_at, answered_by, rejected_at, rejected_why, damages, pay_days, damages_why, closed_at,
              closed_by, closed_why, version) ON agreements_breach TO liandong_web;

-- Whether what was to be cured was not: the time has run out, and it was not kept in it or the claimant says that it was not
-- cured; the deed names rescission; and no dispute about it is open.
CREATE FUNCTION agreements_may_rescind(which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM agreements_breach b JOIN access_deed d ON d.id = b.agreement_id
    JOIN duties_duty u ON u.basis = b.id AND u.kind = 'cure'
    WHERE b.id = which AND b.claimant_id = actor_agency() AND actor_has('signatory') AND actor_at() < d.ends_at
      AND access_terms_at(d.id, b.at) -> 'breach' ? 'rescission' AND u.due_at < actor_at()
      AND (u.outcome = '' AND u.paused_at IS NULL OR u.outcome = 'late' OR u.outcome = 'kept' AND b.rejected_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM agreements_dispute x WHERE x.breach = b.id AND x.closed_at IS NULL))
$$;

CREATE FUNCTION agreements_guard_breach() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  claims boolean := actor_agency() = OLD.claimant_id;
  answers boolean := actor_agency() = OLD.respondent_id;
BEGIN
  IF (NEW.answer, NEW.answered_at, NEW.answered_by) IS DISTINCT FROM (OLD.answer, OLD.answered_at, OLD.answered_by)
     AND NOT (answers AND OLD.answered_at IS NULL AND NEW.answer <> '' AND NEW.stage IN ('admitted', 'denied')
              AND (NEW.answered_at, NEW.answered_by) = (actor_at(), actor_officer()))
     OR (NEW.rejected_at, NEW.rejected_why) IS DISTINCT FROM (OLD.rejected_at, OLD.rejected_why)
     AND NOT (claims AND OLD.rejected_at IS NULL AND NEW.rejected_at = actor_at() AND NEW.rejected_why <> '')
     OR (NEW.damages, NEW.pay_days, NEW.damages_why) IS DISTINCT FROM (OLD.damages, OLD.pay_days, OLD.damages_why)
     AND NOT (claims AND actor_has('signatory') AND NEW.stage = OLD.stage)
     OR (NEW.closed_at, NEW.closed_by) IS DISTINCT FROM (OLD.closed_at, OLD.closed_by)
     AND (NEW.closed_at, NEW.closed_by) IS DISTINCT FROM (actor_at(), actor_officer()) THEN
    RAISE check_violation USING MESSAGE = 'each side writes its own part, once and at its own moment';
  END IF;
  IF (NEW.closed_at IS NOT NULL) <> (NEW.stage NOT IN ('claimed', 'admitted', 'denied')) OR NEW.stage <> OLD.stage
     AND (CASE NEW.stage
       WHEN 'admitted' THEN NOT (answers AND OLD.stage = 'claimed' AND NEW.answered_at IS NOT NULL)
       WHEN 'denied' THEN NOT (answers AND OLD.stage = 'claimed' AND NEW.answered_at IS NOT NULL)
       WHEN 'damages' THEN NOT (answers AND actor_has('signatory') AND OLD.damages > 0 AND OLD.pay_days > 0)
       WHEN 'cured' THEN NOT (claims AND EXISTS (SELECT FROM duties_duty u WHERE u.basis = OLD.id AND u.kind = 'cure'
                                                 AND u.outcome IN ('kept', 'late')))
       WHEN 'waived' THEN NOT (claims AND actor_has('signatory'))
       WHEN 'retracted' THEN NOT claims
       WHEN 'rescinded' THEN NOT agreements_may_rescind(OLD.id)
       ELSE true END) THEN
    RAISE check_violation USING MESSAGE = format('no step of this side leads from %s to %s', OLD.stage, NEW.stage);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON agreements_breach FOR EACH ROW EXECUTE FUNCTION agreements_guard_breach();

-- Rescinds: the breach says so, the agreement ends at once, and the ending stands on record.
CREATE FUNCTION agreements_rescind(which uuid, ending uuid, words text, OUT last timestamptz, OUT grants integer,
                                   OUT lapsed integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  b agreements_breach;
  e agreements_ending;
BEGIN
  SELECT * INTO b FROM agreements_breach
  WHERE id = which AND closed_at IS NULL AND exercise_id IS NOT DISTINCT FROM actor_exercise() FOR UPDATE;
  IF NOT FOUND OR words = '' OR NOT agreements_may_rescind(which) THEN
    RAISE insufficient_privilege USING MESSAGE = 'this breach does not let the actor rescind';
  END IF;
  UPDATE agreements_breach SET stage = 'rescinded', closed_at = actor_at(), closed_by = actor_officer(), closed_why = words,
    version = version + 1 WHERE id = which;
  INSERT INTO agreements_ending (id, agreement_id, kind, stage, agency_id, officer, at, why, form, letter, clause, breach, version)
  VALUES (ending, b.agreement_id, 'rescission', 'open', actor_agency(), actor_officer(), actor_at(), words, 'platform', '',
          b.clause, which, 1) RETURNING * INTO e;
  SELECT * INTO last, grants, lapsed FROM agreements_end(e, actor_at(), actor_at());
END $$;

-- When a breach is over, its open duties to answer and to cure are asked for no longer: waived, or lapsed.
CREATE FUNCTION agreements_let_go(which uuid) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT duties_let_go(b.id, '{reply,cure}', CASE b.stage WHEN 'waived' THEN 'waived' ELSE 'lapsed' END) FROM agreements_breach b
  WHERE b.id = which AND b.closed_at = actor_at() AND b.stage <> 'rescinded'
    AND actor_agency() IN (b.claimant_id, b.respondent_id) AND b.exercise_id IS NOT DISTINCT FROM actor_exercise()
$$;
GRANT EXECUTE ON FUNCTION agreements_may_claim(uuid, uuid, uuid[], integer, text), agreements_may_rescind(uuid),
  agreements_rescind(uuid, uuid, text), agreements_let_go(uuid) TO liandong_web;

-- Whether a notice or a breach asks for that duty: to confirm receipt, to answer, to cure, to pay what was agreed.
CREATE FUNCTION agreements_may_owe(ground text, which uuid, what text, debtor uuid, creditor uuid, amount integer, unit text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE ground
    WHEN 'notice' THEN (what, amount, unit) = ('acknowledgement', 3, 'working_day') AND creditor = actor_agency() AND EXISTS (
      SELECT FROM agreements_ending e JOIN access_deed d ON d.id = e.agreement_id
      WHERE e.id = which AND e.kind = 'notice' AND e.stage = 'open' AND e.agency_id = creditor AND e.at = actor_at()
        AND debtor = ANY (d.parties))
    WHEN 'breach' THEN EXISTS (
      SELECT FROM agreements_breach b WHERE b.id = which AND (b.claimant_id, b.respondent_id) = (creditor, debtor)
        AND CASE what
          WHEN 'reply' THEN (amount, unit) = (7, 'day') AND b.at = actor_at() AND creditor = actor_agency()
          WHEN 'cure' THEN (amount, unit) = (b.cure_amount, b.cure_unit) AND b.at = actor_at() AND creditor = actor_agency()
          WHEN 'payment' THEN (amount, unit) = (b.pay_days, 'day') AND b.stage = 'damages' AND b.closed_at = actor_at()
          ELSE false END)
    ELSE false END
$$;
GRANT EXECUTE ON FUNCTION agreements_may_owe(text, uuid, text, uuid, uuid, integer, text) TO liandong_web;
CREATE POLICY add_by_agreements ON duties_duty FOR INSERT TO liandong_web WITH CHECK (
  basis_kind IN ('notice', 'breach') AND outcome = '' AND watchers = '{}' AND paused_at IS NULL AND version = 1 AND every = ''
  AND schedule_id IS NULL AND starts_at = (SELECT actor_at()) AND duties_may_be_due(starts_at, amount, unit, roll, due_at)
  AND firm_due_at <= due_at AND next_step_at <= due_at AND due_at < missed_at
  AND (SELECT actor_agency()) = ANY (parties) AND agency_id = ANY (parties) AND cardinality(parties) = 2
  AND agreements_may_owe(basis_kind, basis, kind, agency_id,
                         CASE WHEN parties[1] = agency_id THEN parties[2] ELSE parties[1] END, amount, unit));
