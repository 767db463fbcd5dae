-- Every change of a record is kept: what it said before, who changed it and when. The row is written here, whoever changes the
-- record and by whatever way; the officer who changed it adds, at the same moment, by which verb and why.
CALL kernel_protect('sharing_edition',
  see    => 'EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id
             AND CASE WHEN r.owner_id = (SELECT actor_agency()) THEN sharing_edition.level <= (SELECT actor_clearance())
                 ELSE NOT sharing_edition.closed AND sharing_edition.category = r.category
                      AND sharing_edition.level <= r.level END)',
  add    => 'false',
  change => 'officer = (SELECT actor_officer()) AND at = (SELECT actor_at())',
  remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON sharing_edition FROM liandong_web;
GRANT UPDATE (verb, why, is_correction) ON sharing_edition TO liandong_web;
CREATE FUNCTION sharing_keep_edition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  signed boolean := current_setting('liandong.actor', true) <> '';
BEGIN
  INSERT INTO sharing_edition (id, record_id, version, at, officer, verb, why, is_correction, level, category, closed, before,
                               exercise_id)
  VALUES (gen_random_uuid(), NEW.id, NEW.version, CASE WHEN signed THEN actor_at() ELSE NEW.updated_at END,
          CASE WHEN signed THEN actor_officer() ELSE NEW.updated_by END, '', '', false, OLD.level, OLD.category,
          OLD.kept_to_id IS NOT NULL OR OLD.team IS NOT NULL OR OLD.recalled_at IS NOT NULL OR OLD.frozen_at IS NOT NULL,
          jsonb_build_object('title', OLD.title, 'role', OLD.role, 'level', OLD.level, 'region', OLD.region,
            'case_class', OLD.case_class, 'legal_basis', OLD.legal_basis, 'review_on', OLD.review_on, 'handling', OLD.handling,
            'concerns', OLD.concerns, 'stage', OLD.stage, 'elements', OLD.elements), NEW.exercise_id);
  RETURN NULL;
END $$;
CREATE TRIGGER keep_edition AFTER UPDATE ON sharing_record FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version AND NEW.removed_at IS NULL) EXECUTE FUNCTION sharing_keep_edition();

-- A recall is its owner's; each agency that is asked reads its own question and answers it, once.
CALL kernel_protect('sharing_recall',
  see    => 'owner_id = (SELECT actor_agency()) AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)',
  add    => 'false', change => 'false', remove => 'false');
CALL kernel_protect('sharing_ask',
  see    => 'agency_id = (SELECT actor_agency())
             OR owner_id = (SELECT actor_agency()) AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)',
  add    => 'false',
  change => 'agency_id = (SELECT actor_agency())',
  remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON sharing_recall, sharing_ask FROM liandong_web;
GRANT UPDATE (answer, words, answered_at, answered_by) ON sharing_ask TO liandong_web;
CREATE FUNCTION sharing_answers_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.answer <> '' OR (NEW.answered_at, NEW.answered_by) IS DISTINCT FROM (actor_at(), actor_officer())
     OR NEW.answer <> ALL (CASE OLD.kind WHEN 'recall' THEN '{deleted,sealed,kept}'::text[] ELSE '{seen}' END)
     OR NEW.answer = 'kept' AND btrim(NEW.words) = '' THEN
    RAISE check_violation USING MESSAGE = 'it is answered once, at the moment of the act, and keeping a copy asks for a reason';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answers_once BEFORE UPDATE ON sharing_ask FOR EACH ROW EXECUTE FUNCTION sharing_answers_once();

-- Calls a record back: from everybody (`whom` is null), and then its owner alone sees it; or from one agency, to which what was
-- released by name ends. Whoever it reached is asked. Returns the questions. What their notices told of it is taken out of them.
CREATE FUNCTION sharing_call_back(which uuid, key uuid, whom uuid, words text) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r sharing_record;
BEGIN
  SELECT * INTO r FROM sharing_record WHERE id = which FOR UPDATE;
  IF r.id IS NULL OR NOT sharing_is_ours(which) OR NOT (actor_has('officer') OR actor_has('liaison')) OR btrim(words) = '' THEN
    RAISE insufficient_privilege USING MESSAGE = 'a case officer or liaison officer of its owner recalls a record, with a reason';
  ELSIF r.recalled_at IS NOT NULL THEN
    RAISE check_violation USING MESSAGE = 'it is recalled already';
  END IF;
  INSERT INTO sharing_recall (id, record_id, owner_id, agency_id, officer, at, reason, anew_why)
  VALUES (key, which, r.owner_id, whom, actor_officer(), actor_at(), btrim(words), '');
  RETURN QUERY
    INSERT INTO sharing_ask (id, kind, cause, record_id, owner_id, agency_id, number, why, at, answer, words)
    SELECT gen_random_uuid(), 'recall', key, which, r.owner_id, x.agency, r.number, '', actor_at(), '', ''
    FROM sharing_reached(which) x WHERE whom IS NULL OR x.agency = whom RETURNING id;
  UPDATE access_release SET ends_at = actor_at()
  WHERE record_id = which AND ends_at > actor_at() AND (whom IS NULL OR agency_id = whom);
  UPDATE notices_notice SET "values" = "values" || '{"title": ""}'
  WHERE subject_kind = 'record' AND subject = which AND agency_id <> r.owner_id AND "values" ? 'title'
    AND (whom IS NULL OR agency_id = whom);
  IF whom IS NULL THEN
    UPDATE sharing_record SET recalled_at = actor_at(), updated_at = actor_at(), updated_by = actor_officer(),
      version = version + 1 WHERE id = which;
  END IF;
END $$;

-- Shares a recalled record anew, by an explicit step with a reason: agreements show it again, what was released by name stays ended.
CREATE FUNCTION sharing_share_anew(which uuid, why text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT sharing_is_ours(which) OR NOT (actor_has('officer') OR actor_has('liaison')) OR btrim(why) = '' THEN
    RAISE insufficient_privilege USING MESSAGE = 'a case officer or liaison officer of its owner shares it anew, with a reason';
  END IF;
  UPDATE sharing_record SET recalled_at = NULL, updated_at = actor_at(), updated_by = actor_officer(), version = version + 1
  WHERE id = which AND recalled_at IS NOT NULL;
  IF FOUND THEN
    UPDATE sharing_recall SET anew_at = actor_at(), anew_by = actor_officer(), anew_why = btrim(why)
    WHERE record_id = which AND agency_id IS NULL AND anew_at IS NULL;
    RETURN true;
  END IF;
  RETURN false;
END $$;

-- Asks everybody who read a record to take note of the correction that the actor just made. Returns the questions.
CREATE FUNCTION sharing_tell_correction(edition uuid) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO sharing_ask (id, kind, cause, record_id, owner_id, agency_id, number, why, at, answer, words)
  SELECT gen_random_uuid(), 'correction', e.id, r.id, r.owner_id, x.agency, r.number, e.why, actor_at(), '', ''
  FROM sharing_edition e JOIN sharing_record r ON r.id = e.record_id, sharing_reached(r.id) x
  WHERE e.id = edition AND e.is_correction AND e.why <> '' AND e.officer = actor_officer() AND e.at = actor_at()
    AND sharing_is_ours(r.id) AND x.used
    AND NOT EXISTS (SELECT FROM sharing_ask a WHERE a.cause = e.id)
  RETURNING id
$$;

-- A reader says that a record is wrong, outdated or a duplicate; its owner answers, once. The reader keeps its own words.
CALL kernel_protect('sharing_report',
  see    => 'agency_id = (SELECT actor_agency())
             OR owner_id = (SELECT actor_agency()) AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND agency_id <> owner_id AND answer = '''' AND answer_words = '''' AND answered_at IS NULL AND answered_by IS NULL
             AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id AND r.owner_id = sharing_report.owner_id
                         AND r.number = sharing_report.number)',
  change => 'owner_id = (SELECT actor_agency())',
  remove => 'false');
REVOKE UPDATE, DELETE ON sharing_report FROM liandong_web;
GRANT UPDATE (answer, answer_words, answered_at, answered_by) ON sharing_report TO liandong_web;
CREATE FUNCTION sharing_report_answered() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.answer <> '' OR (NEW.answered_at, NEW.answered_by) IS DISTINCT FROM (actor_at(), actor_officer())
     OR NEW.answer NOT IN ('accepted', 'refused') OR btrim(NEW.answer_words) = '' THEN
    RAISE check_violation USING MESSAGE = 'a report is answered once, in words, at the moment of the act';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_answered BEFORE UPDATE ON sharing_report FOR EACH ROW EXECUTE FUNCTION sharing_report_answered();

-- Whether what happened to a record asks for that duty: to confirm a recall, to take note of a correction, to answer a report.
CREATE FUNCTION sharing_may_owe(ground text, which uuid, what text, debtor uuid, creditor uuid, amount integer, unit text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN ground IN ('recall', 'correction') THEN (what, amount, unit) = ('acknowledgement', 3, 'working_day') AND EXISTS (
      SELECT FROM sharing_ask a WHERE a.id = which AND a.kind = ground AND a.at = actor_at()
        AND (a.owner_id, a.agency_id) = (creditor, debtor) AND creditor = actor_agency())
    WHEN ground = 'report' THEN (what, amount, unit) = ('reply', 5, 'working_day') AND EXISTS (
      SELECT FROM sharing_report p WHERE p.id = which AND p.at = actor_at()
        AND (p.owner_id, p.agency_id) = (debtor, creditor) AND creditor = actor_agency())
    ELSE false END
$$;
CREATE POLICY add_by_sharing ON duties_duty FOR INSERT TO liandong_web WITH CHECK (
  basis_kind IN ('recall', 'correction', 'report') AND outcome = '' AND watchers = '{}' AND paused_at IS NULL AND version = 1
  AND every = '' AND schedule_id IS NULL AND starts_at = (SELECT actor_at()) AND started_by = basis_kind
  AND duties_may_be_due(starts_at, amount, unit, roll, due_at)
  AND firm_due_at <= due_at AND next_step_at <= due_at AND due_at < missed_at
  AND (SELECT actor_agency()) = ANY (parties) AND agency_id = ANY (parties) AND cardinality(parties) = 2
  AND sharing_may_owe(basis_kind, basis, kind, agency_id,
                      CASE WHEN parties[1] = agency_id THEN parties[2] ELSE parties[1] END, amount, unit));
GRANT EXECUTE ON FUNCTION sharing_call_back(uuid, uuid, uuid, text), sharing_share_anew(uuid, text), sharing_tell_correction(uuid),
  sharing_may_owe(text, uuid, text, uuid, uuid, integer, text) TO liandong_web;

-- A paper of a record is seen by whoever sees the record, as long as they do; what is kept inside, by its owner's officers.
ALTER POLICY see ON documents_file USING (
  CASE WHEN subject_kind = 'record' THEN EXISTS (
    SELECT FROM sharing_record r
    WHERE r.id = subject AND (documents_file.kind = 'record_paper' OR r.owner_id = (SELECT actor_agency())))
  ELSE agency_id = (SELECT actor_agency()) OR (SELECT actor_agency()) = ANY (audience) END);
ALTER POLICY add ON documents_file WITH CHECK (
  agency_id = (SELECT actor_agency()) AND by = (SELECT actor_officer()) AND at = (SELECT actor_at())
  AND documents_in_line(follows_id, kind, subject_kind, subject, edition)
  AND (subject_kind <> 'record' OR kind IN ('record_paper', 'record_inside') AND EXISTS (
    SELECT FROM sharing_record r WHERE r.id = subject AND r.owner_id = (SELECT actor_agency()))));
