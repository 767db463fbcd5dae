-- Who has an agreement with whom, liaison posts with deputy and hours, hand-overs, vacant posts, counterpart desks.

-- Written with the deed, by a trigger of access; nobody else writes it. The policies below and of higher modules ask it.
CALL kernel_protect('agencies_partnership',
  see    => '(SELECT actor_agency()) IN (agency_id, partner_id)',
  add    => 'false',
  change => 'false',
  remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON agencies_partnership FROM liandong_web;
CALL kernel_jobs('agencies_partnership', 'SELECT');

-- The agencies with which the actor's has an agreement in force at the actor's moment.
CREATE FUNCTION agencies_partners() RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL RESTRICTED BEGIN ATOMIC
  SELECT partner_id FROM agencies_partnership
  WHERE agency_id = (SELECT actor_agency()) AND starts_at <= (SELECT actor_at()) AND (SELECT actor_at()) < ends_at;
END;

-- Those, and the agencies right above and below: they know each other's desks and emergency contacts.
CREATE FUNCTION agencies_known() RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL RESTRICTED BEGIN ATOMIC
  SELECT agencies_partners()
  UNION SELECT parent_id FROM agencies_agency WHERE id = (SELECT actor_agency()) AND parent_id IS NOT NULL
  UNION SELECT id FROM agencies_agency WHERE parent_id = (SELECT actor_agency());
END;
GRANT EXECUTE ON FUNCTION agencies_partners(), agencies_known() TO liandong_web;

-- Deputy, phone and hours of a post may change; whose it is and for whom may not. Nobody names another agency's officer.
GRANT UPDATE (deputy_id, phone, days, opens, closes, version) ON agencies_liaison TO liandong_web;
CREATE POLICY own_people ON agencies_liaison AS RESTRICTIVE FOR INSERT TO liandong_web WITH CHECK (
  EXISTS (SELECT FROM agencies_officer o WHERE o.id = officer_id AND o.agency_id = (SELECT actor_agency()))
  AND (deputy_id IS NULL
       OR EXISTS (SELECT FROM agencies_officer o WHERE o.id = deputy_id AND o.agency_id = (SELECT actor_agency()))));
CREATE POLICY own_deputy ON agencies_liaison AS RESTRICTIVE FOR UPDATE TO liandong_web USING (true) WITH CHECK (
  deputy_id IS NULL OR EXISTS (SELECT FROM agencies_officer o WHERE o.id = deputy_id AND o.agency_id = (SELECT actor_agency())));

CALL kernel_protect('agencies_handover',
  see    => 'agency_id = (SELECT actor_agency())',
  add    => 'false',
  change => 'false',
  remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON agencies_handover FROM liandong_web;

CALL kernel_protect('agencies_vacancy',
  see    => 'agency_id = (SELECT actor_agency())',
  add    => 'false',
  change => 'false',
  remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON agencies_vacancy FROM liandong_web;
CALL kernel_jobs('agencies_vacancy', 'SELECT');

-- A desk for all is seen by every agency that knows this one; a desk for one, by that one alone.
CALL kernel_protect('agencies_desk',
  see    => 'agency_id = (SELECT actor_agency())
             OR (partner_id IS NULL OR partner_id = (SELECT actor_agency())) AND agency_id IN (SELECT agencies_known())',
  add    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))
             AND partner_id IS DISTINCT FROM agency_id
             AND (officer_id IS NULL OR EXISTS (SELECT FROM agencies_officer o WHERE o.id = officer_id
                                                AND o.agency_id = agencies_desk.agency_id))
             AND (department_id IS NULL OR EXISTS (SELECT FROM agencies_department d WHERE d.id = department_id
                                                   AND d.agency_id = agencies_desk.agency_id))',
  change => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  remove => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))');
REVOKE UPDATE ON agencies_desk FROM liandong_web;
GRANT UPDATE (function, name, department_id, officer_id, phone, days, opens, closes, partner_id, version)
  ON agencies_desk TO liandong_web;
CREATE POLICY own_people ON agencies_desk AS RESTRICTIVE FOR UPDATE TO liandong_web USING (true) WITH CHECK (
  partner_id IS DISTINCT FROM agency_id
  AND (officer_id IS NULL OR EXISTS (SELECT FROM agencies_officer o WHERE o.id = officer_id AND o.agency_id = agencies_desk.agency_id))
  AND (department_id IS NULL OR EXISTS (SELECT FROM agencies_department d WHERE d.id = department_id
                                        AND d.agency_id = agencies_desk.agency_id)));

-- Hands a liaison post over at the actor's moment: the old one ends, the new one begins with its phone, hours and deputy.
-- It runs as the owner, since an officer who is no administrator hands over their own post, so it checks everything itself.
CREATE FUNCTION agencies_hand_over(post uuid, successor uuid, fresh uuid, words text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  old agencies_liaison;
BEGIN
  SELECT * INTO old FROM agencies_liaison
  WHERE id = post AND agency_id = actor_agency() AND until IS NULL AND exercise_id IS NOT DISTINCT FROM actor_exercise()
  FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  ELSIF NOT (actor_has('administrator') OR actor_officer() IN (old.officer_id, old.deputy_id)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'only its holder, the deputy or an administrator hands a post over';
  ELSIF successor = old.officer_id OR NOT EXISTS (
      SELECT FROM agencies_officer o WHERE o.id = successor AND o.agency_id = old.agency_id AND o.is_active) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the successor is another officer of the same agency, at work';
  END IF;
  UPDATE agencies_liaison SET until = actor_at(), version = version + 1 WHERE id = post;
  INSERT INTO agencies_liaison (id, agency_id, partner_id, officer_id, deputy_id, phone, days, opens, closes, since, version,
                                exercise_id)
  VALUES (fresh, old.agency_id, old.partner_id, successor, nullif(old.deputy_id, successor), old.phone, old.days, old.opens,
          old.closes, actor_at(), 1, old.exercise_id);
  INSERT INTO agencies_handover (id, agency_id, old_id, new_id, note, at, by, exercise_id)
  VALUES (gen_random_uuid(), old.agency_id, post, fresh, words, actor_at(), actor_officer(), old.exercise_id);
  RETURN true;
END $$;

-- Finds, at a moment, liaison posts nobody at work holds though an agreement is in force, and closes those that are held
-- again or no longer needed; drills apart. Returns what was found for the first time. Only facts decide, never who asks.
CREATE FUNCTION agencies_find_vacancies(moment timestamptz, concerned uuid[] DEFAULT NULL)
RETURNS TABLE (id uuid, agency_id uuid, partner_id uuid, deputy text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH vacant AS MATERIALIZED (
    SELECT DISTINCT p.agency_id, p.partner_id FROM agencies_partnership p
    WHERE p.starts_at <= moment AND moment < p.ends_at AND p.exercise_id IS NULL
      AND (concerned IS NULL OR p.agency_id = ANY (concerned))
      AND NOT EXISTS (SELECT FROM agencies_liaison l JOIN agencies_officer o ON o.id = l.officer_id
                      WHERE l.agency_id = p.agency_id AND l.partner_id = p.partner_id AND l.until IS NULL AND o.is_active
                        AND l.exercise_id IS NULL)),
  filled AS (
    UPDATE agencies_vacancy v SET filled_at = moment
    WHERE v.filled_at IS NULL AND v.exercise_id IS NULL
      AND (concerned IS NULL OR v.agency_id = ANY (concerned))
      AND NOT EXISTS (SELECT FROM vacant a WHERE (a.agency_id, a.partner_id) = (v.agency_id, v.partner_id))),
  found AS (
    INSERT INTO agencies_vacancy (id, agency_id, partner_id, since)
    SELECT gen_random_uuid(), a.agency_id, a.partner_id, moment FROM vacant a
    ON CONFLICT (agency_id, partner_id) WHERE filled_at IS NULL DO NOTHING
    RETURNING id, agency_id, partner_id)
  SELECT f.id, f.agency_id, f.partner_id,
    coalesce((SELECT d.name FROM agencies_liaison l JOIN agencies_officer d ON d.id = l.deputy_id AND d.is_active
              WHERE l.agency_id = f.agency_id AND l.partner_id = f.partner_id AND l.until IS NULL
                AND l.exercise_id IS NULL ORDER BY l.since DESC LIMIT 1), '')
  FROM found f ORDER BY f.agency_id, f.partner_id
$$;
REVOKE EXECUTE ON FUNCTION agencies_find_vacancies(timestamptz, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agencies_find_vacancies(timestamptz, uuid[]) TO liandong_jobs;

-- The same as an officer's act: at the actor's moment, for the own agency and those it has an agreement with.
CREATE FUNCTION agencies_note_vacancies(concerned uuid[])
RETURNS TABLE (id uuid, agency_id uuid, partner_id uuid, deputy text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM agencies_find_vacancies(actor_at(), ARRAY(
    SELECT unnest(concerned) INTERSECT (
      SELECT actor_agency() UNION
      SELECT p.partner_id FROM agencies_partnership p
      WHERE p.agency_id = actor_agency() AND p.starts_at <= actor_at() AND actor_at() < p.ends_at
        AND p.exercise_id IS NULL)))
  WHERE actor_exercise() IS NULL
$$;
GRANT EXECUTE ON FUNCTION agencies_hand_over(uuid, uuid, uuid, text), agencies_note_vacancies(uuid[]) TO liandong_web;
