-- What ends an agreement before its time. Proposals, notices and answers are each party's own rows; only when the deed's terms
-- have what they ask for does agreements_settle_ending end it. No party ends anything alone that the terms do not let it.

-- Whether a party of that deed, which runs, may begin to end it so at that moment.
CREATE FUNCTION agreements_may_end(deal uuid, how text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM access_deed d CROSS JOIN LATERAL (SELECT access_terms_at(d.id, actor_at()) -> 'termination' AS clause) t
    WHERE d.id = deal AND d.amends IS NULL AND actor_agency() = ANY (access_staying(d.id, actor_at())) AND actor_at() < d.ends_at
      AND d.exercise_id IS NOT DISTINCT FROM actor_exercise()
      AND (how = 'consent' OR how = 'notice' AND (t.clause ->> 'unilateral')::boolean
           AND (t.clause ->> 'minimum_months' IS NULL OR (actor_at() AT TIME ZONE 'Asia/Shanghai')::date
                >= ((d.starts_at AT TIME ZONE 'Asia/Shanghai')::date
                    + make_interval(months => (t.clause ->> 'minimum_months')::integer))::date)
           AND NOT EXISTS (SELECT FROM access_pause p WHERE p.deed_id = d.id AND p.owner_id IS NULL
                           AND p.since <= actor_at() AND (p.until IS NULL OR actor_at() < p.until))))
$$;

CALL kernel_protect('agreements_ending',
  see    => 'EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id
                     AND (SELECT actor_agency()) = ANY (a.parties))',
  add    => 'stage = ''open'' AND kind IN (''consent'', ''notice'') AND (kind = ''consent'') = (last_on IS NOT NULL)
             AND breach IS NULL AND ends_at IS NULL AND settled_at IS NULL AND version = 1 AND why <> ''''
             AND agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND (SELECT actor_has(''signatory'')) AND agreements_may_end(agreement_id, kind)',
  change => 'false',
  remove => 'false');

-- Whether the actor may answer so: every other party once, its signatory to a proposal, its desk to a notice.
CREATE FUNCTION agreements_may_answer(which uuid, said text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM agreements_ending e JOIN access_deed d ON d.id = e.agreement_id
    WHERE e.id = which AND e.stage = 'open' AND actor_agency() = ANY (access_staying(d.id, actor_at()))
      AND actor_agency() <> e.agency_id
      AND e.exercise_id IS NOT DISTINCT FROM actor_exercise()
      AND CASE e.kind WHEN 'consent' THEN said IN ('consent', 'decline') AND actor_has('signatory')
          ELSE said = 'receipt' AND (actor_has('clerk') OR actor_has('liaison') OR actor_has('signatory')) END)
$$;

CALL kernel_protect('agreements_answer',
  see    => 'EXISTS (SELECT FROM agreements_ending e WHERE e.id = ending_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND agreements_may_answer(ending_id, word)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON agreements_ending, agreements_answer FROM liandong_web;
CALL kernel_jobs('agreements_ending', 'SELECT');
CALL kernel_jobs('agreements_answer', 'SELECT');
-- A notice is a row of its own now: its old columns are read, and written by nobody.
REVOKE UPDATE (notice_at, notice_by, notice_why) ON agreements_agreement FROM liandong_web;

-- Whether every other party has answered as its kind asks, and the moment is the one that follows from it.
CREATE FUNCTION agreements_is_due(e agreements_ending, ending timestamptz, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  clause jsonb := access_terms_at(e.agreement_id, e.at) -> 'termination';
  received timestamptz;
BEGIN
  IF EXISTS (SELECT unnest(access_staying(e.agreement_id, moment)) EXCEPT SELECT e.agency_id EXCEPT
             SELECT a.agency_id FROM agreements_answer a WHERE a.ending_id = e.id
               AND a.word = ANY (CASE e.kind WHEN 'consent' THEN '{consent}'::text[] ELSE '{receipt,deemed}' END)) THEN
    RETURN false;
  ELSIF e.kind = 'consent' THEN
    RETURN ending = (e.last_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AND ending > moment;
  END IF;
  SELECT max(a.at) INTO received FROM agreements_answer a WHERE a.ending_id = e.id;
  IF coalesce((clause ->> 'notice_days')::integer, 0) = 0 THEN
    RETURN ending = ((received AT TIME ZONE 'Asia/Shanghai')::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai';
  END IF;
  RETURN duties_may_be_due(received, (clause ->> 'notice_days')::integer, clause ->> 'notice_unit', 'stay', ending);
END $$;

-- Ends the agreement by an ending that has what it needs: the deed, its grants, what is owed under it.
CREATE FUNCTION agreements_end(e agreements_ending, ending timestamptz, moment timestamptz, OUT last timestamptz,
                               OUT grants integer, OUT lapsed integer)
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  grants := access_end(e.agreement_id, ending, moment);
  SELECT d.ends_at INTO last FROM access_deed d WHERE d.id = e.agreement_id;
  lapsed := duties_lapse(e.agreement_id, last);
  UPDATE agreements_ending SET stage = 'settled', settled_at = moment, ends_at = greatest(ending, moment), version = version + 1
  WHERE id = e.id;
  UPDATE agreements_agreement SET ends_at = last, closing_at = coalesce(closing_at, moment), version = version + 1
  WHERE id = e.agreement_id;
END $$;

CREATE FUNCTION agreements_settle_ending(which uuid, ending timestamptz, OUT last timestamptz, OUT grants integer,
                                         OUT lapsed integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  e agreements_ending;
BEGIN
  SELECT * INTO e FROM agreements_ending
  WHERE id = which AND stage = 'open' AND exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND EXISTS (SELECT FROM access_deed d WHERE d.id = agreement_id AND actor_agency() = ANY (d.parties)) FOR UPDATE;
  IF NOT FOUND OR agreements_is_due(e, ending, actor_at()) IS NOT TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'it does not end so: not every party has answered, or it ends at another moment';
  END IF;
  SELECT * INTO last, grants, lapsed FROM agreements_end(e, ending, actor_at());
END $$;

-- A decline closes a proposal; its author may take it back, a notice while nobody has received it.
CREATE FUNCTION agreements_close_ending(which uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  e agreements_ending;
BEGIN
  SELECT * INTO STRICT e FROM agreements_ending
  WHERE id = which AND stage = 'open' AND exercise_id IS NOT DISTINCT FROM actor_exercise() FOR UPDATE;
  IF EXISTS (SELECT FROM agreements_answer a WHERE a.ending_id = which AND a.word = 'decline') THEN
    e.stage := 'declined';
  ELSIF e.agency_id = actor_agency() AND actor_has('signatory')
        AND (e.kind = 'consent' OR NOT EXISTS (SELECT FROM agreements_answer a WHERE a.ending_id = which)) THEN
    e.stage := 'withdrawn';
    PERFORM duties_let_go(which, '{acknowledgement}', 'lapsed');
  ELSE
    RAISE insufficient_privilege USING MESSAGE = 'only who gave it takes it back, and only before it was received';
  END IF;
  UPDATE agreements_ending SET stage = e.stage, settled_at = actor_at(), version = version + 1 WHERE id = which;
  RETURN e.stage;
END $$;
GRANT EXECUTE ON FUNCTION agreements_may_end(uuid, text), agreements_may_answer(uuid, text),
  agreements_settle_ending(uuid, timestamptz), agreements_close_ending(uuid) TO liandong_web;

-- A party to whose superior the missing receipt went counts as having received the notice, where the deed's clause says so.
-- With the last one it ends; the job says when. It names no actor: no officer did it, the clock did.
CREATE FUNCTION agreements_deem(which uuid, party uuid, served timestamptz, ending timestamptz, moment timestamptz,
                                OUT last timestamptz, OUT grants integer, OUT lapsed integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  e agreements_ending;
BEGIN
  SELECT * INTO e FROM agreements_ending x WHERE x.id = which AND x.stage = 'open' AND x.kind = 'notice' AND EXISTS (
    SELECT FROM access_deed d WHERE d.id = x.agreement_id AND party = ANY (d.parties) AND party <> x.agency_id
      AND (access_terms_at(x.agreement_id, x.at) -> 'termination' ->> 'deemed')::boolean) AND EXISTS (
    SELECT FROM duties_duty u JOIN duties_fired f ON f.duty_id = u.id AND f.due_at = u.due_at AND f.step = 'superior'
    WHERE u.basis = which AND u.agency_id = party AND u.kind = 'acknowledgement' AND u.outcome = ''
      AND u.due_at <= served AND served <= f.at AND f.at <= moment) FOR UPDATE;
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING MESSAGE = 'it does not count as received';
  END IF;
  INSERT INTO agreements_answer (id, ending_id, agency_id, officer, at, word, text, exercise_id)
  VALUES (gen_random_uuid(), which, party, '00000000-0000-0000-0000-000000000000', served, 'deemed', '', e.exercise_id);
  IF ending IS NOT NULL AND agreements_is_due(e, ending, moment) THEN
    SELECT * INTO last, grants, lapsed FROM agreements_end(e, ending, moment);
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION agreements_deem(uuid, uuid, timestamptz, timestamptz, timestamptz) TO liandong_jobs;
