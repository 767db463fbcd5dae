-- What its owner called back, what is frozen while a leak is looked into, what was removed, and what is kept to a case team:
-- all of it is a column of the record and a part of the one rule, so that pages, counts, exports and API follow at once.
DO $$ DECLARE
  see text := 'removed_at IS NULL AND (recalled_at IS NULL AND frozen_at IS NULL OR owner_id = (SELECT actor_agency()))
    AND (EXISTS (SELECT FROM access_sees(owner_id, category, level, id, region, case_class, concerns, entered_at,
                                         CASE WHEN team IS NULL THEN kept_to_id ELSE id END,
                                         actor_agency(), actor_department(), actor_clearance(), actor_at(), actor_exercise()))
         OR owner_id = (SELECT actor_agency()) AND (SELECT actor_officer()) = ANY (team) AND level <= (SELECT actor_clearance()))
    AND (review_on IS NULL OR owner_id = (SELECT actor_agency())
         OR review_on >= (SELECT (actor_at() AT TIME ZONE ''Asia/Shanghai'')::date))';
  ours text := 'owner_id = (SELECT actor_agency())';
BEGIN
  EXECUTE format('ALTER POLICY see ON sharing_record USING (%s)', see);
  EXECUTE format('ALTER POLICY change ON sharing_record USING ((%s) AND (%s)) WITH CHECK (%s)', see, ours, see);
  EXECUTE format('ALTER POLICY remove ON sharing_record USING ((%s) AND (%s))', see, ours);
END $$;
ALTER POLICY add ON sharing_record WITH CHECK (
  owner_id = (SELECT actor_agency()) AND recalled_at IS NULL AND frozen_at IS NULL AND removed_at IS NULL AND team IS NULL);
-- Recall and removal are written by functions; its owner freezes and thaws, and names the team, at the moment of the act.
GRANT UPDATE (frozen_at, team) ON sharing_record TO liandong_web;
REVOKE DELETE ON sharing_record FROM liandong_web;
CREATE FUNCTION sharing_freezes_now() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE insufficient_privilege USING MESSAGE = 'a record is frozen at the moment of the act';
END $$;
CREATE TRIGGER freezes_now BEFORE UPDATE OF frozen_at ON sharing_record FOR EACH ROW
  WHEN (OLD.frozen_at IS DISTINCT FROM NEW.frozen_at AND NEW.frozen_at IS NOT NULL AND NEW.frozen_at <> actor_at())
  EXECUTE FUNCTION sharing_freezes_now();

-- Whether the record is the actor's agency's and the actor sees it: asked by functions, to which no policy applies.
CREATE FUNCTION sharing_is_ours(which uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM sharing_record r WHERE r.id = which AND r.owner_id = actor_agency() AND r.removed_at IS NULL
      AND r.level <= actor_clearance() AND r.exercise_id IS NOT DISTINCT FROM actor_exercise()
      AND CASE WHEN r.team IS NULL THEN r.kept_to_id IS NULL OR r.kept_to_id = actor_department()
          ELSE actor_officer() = ANY (r.team) END)
$$;

-- Whom it reached: who could see it at this moment, who used it or had a detail shown, and to whom it ever stood open.
CREATE FUNCTION sharing_reached(which uuid) RETURNS TABLE (agency uuid, sees boolean, used boolean, last timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH touched AS (
    SELECT u.agency_id AS agency, u.at, true AS used FROM sharing_use u WHERE u.record_id = which
    UNION ALL SELECT v.agency_id, v.at, true FROM sharing_reveal v WHERE v.record_id = which
    UNION ALL SELECT x.agency_id, x.at, true FROM access_release x WHERE x.record_id = which
    UNION ALL SELECT a.agency_id, NULL, false FROM sharing_arrival a WHERE a.record_id = which
  ), past AS (
    SELECT t.agency, bool_or(t.used) AS used, max(t.at) AS last FROM touched t GROUP BY t.agency
  ), candidate AS (
    SELECT p.agency FROM past p
    UNION SELECT g.agency_id FROM sharing_record r JOIN access_grant g ON g.owner_id = r.owner_id AND g.category = r.category
    WHERE r.id = which AND g.starts_at <= actor_at() AND actor_at() < g.ends_at
    UNION SELECT p.agency_id FROM access_attachment t JOIN access_participation p USING (subject_id, lead_id)
    WHERE t.record_id = which
  ), found AS (
    SELECT c.agency, p.agency IS NOT NULL AS before, coalesce(p.used, false) AS used, p.last,
      r.recalled_at IS NULL AND r.frozen_at IS NULL AND r.removed_at IS NULL
      AND (r.review_on IS NULL OR r.review_on >= (SELECT (actor_at() AT TIME ZONE 'Asia/Shanghai')::date))
      AND EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                          r.entered_at, CASE WHEN r.team IS NULL THEN r.kept_to_id ELSE r.id END,
                                          c.agency, NULL::uuid, 2, actor_at(), actor_exercise())) AS sees
    FROM candidate c JOIN sharing_record r ON r.id = which AND r.owner_id <> c.agency LEFT JOIN past p ON p.agency = c.agency
  )
  SELECT f.agency, f.sees, f.used, f.last FROM found f WHERE f.sees OR f.before
$$;
REVOKE EXECUTE ON FUNCTION sharing_is_ours(uuid), sharing_reached(uuid) FROM PUBLIC;

-- The same, for an officer of its owner who sees it; nothing for everybody else.
CREATE FUNCTION sharing_readers(which uuid) RETURNS TABLE (agency uuid, sees boolean, used boolean, last timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT x.agency, x.sees, x.used, x.last FROM sharing_reached(which) x WHERE (SELECT sharing_is_ours(which))
$$;
GRANT EXECUTE ON FUNCTION sharing_readers(uuid) TO liandong_web;

-- The owner's questions anew: what is closed is nobody else's, and is in no figure.
CREATE OR REPLACE FUNCTION sharing_would_see(partner uuid, partner_clearance integer)
RETURNS TABLE (category text, records bigint)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.category, count(*) FROM sharing_record r
  WHERE r.owner_id = (SELECT actor_agency()) AND r.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise())
    AND r.recalled_at IS NULL AND r.frozen_at IS NULL AND r.removed_at IS NULL
    AND (r.review_on IS NULL OR r.owner_id = (SELECT partner)
         OR r.review_on >= (SELECT (actor_at() AT TIME ZONE 'Asia/Shanghai')::date))
    AND EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                        r.entered_at, CASE WHEN r.team IS NULL THEN r.kept_to_id ELSE r.id END,
                                        partner, NULL::uuid, partner_clearance,
                                        actor_at(), actor_exercise()))
  GROUP BY r.category
$$;

CREATE OR REPLACE FUNCTION sharing_under(deal uuid, partner uuid, partner_clearance integer)
RETURNS TABLE (gives boolean, named text, records bigint)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT side.gives, g.named, count(DISTINCT r.id)
  FROM (VALUES (true, actor_agency(), partner), (false, partner, actor_agency())) AS side (gives, giver, taker)
  JOIN access_grant g ON g.deed_id IN (SELECT d.id FROM access_deed d WHERE d.id = deal OR d.amends = deal)
    AND g.owner_id = side.giver AND g.agency_id = side.taker
    AND g.starts_at <= (SELECT actor_at()) AND (SELECT actor_at()) < g.ends_at
    AND g.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise())
  JOIN sharing_record r ON r.owner_id = g.owner_id AND r.category = g.category AND r.level <= g.level
    AND r.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise()) AND r.kept_to_id IS NULL AND r.team IS NULL
    AND r.recalled_at IS NULL AND r.frozen_at IS NULL AND r.removed_at IS NULL
    AND (g.regions IS NULL OR EXISTS (SELECT FROM unnest(g.regions) x WHERE starts_with(r.region, x)))
    AND (g.classes IS NULL OR EXISTS (SELECT FROM unnest(g.classes) x WHERE starts_with(r.case_class, x)))
    AND (g.since IS NULL OR g.since <= r.entered_at) AND (NOT g.concerned OR g.agency_id = ANY (r.concerns))
    AND (r.review_on IS NULL OR r.review_on >= (SELECT (actor_at() AT TIME ZONE 'Asia/Shanghai')::date))
  WHERE CASE WHEN side.gives
    THEN EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                         r.entered_at, CASE WHEN r.team IS NULL THEN r.kept_to_id ELSE r.id END,
                                        partner, NULL::uuid, partner_clearance,
                                         actor_at(), actor_exercise()))
    ELSE EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                         r.entered_at, CASE WHEN r.team IS NULL THEN r.kept_to_id ELSE r.id END,
                                         actor_agency(), actor_department(),
                                         actor_clearance(), actor_at(), actor_exercise())) END
  GROUP BY side.gives, g.named
$$;

CREATE OR REPLACE FUNCTION sharing_shown(cap integer) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH granted AS MATERIALIZED (
    SELECT r.id FROM access_grant g JOIN sharing_record r
      ON r.owner_id = g.owner_id AND r.category = g.category AND r.level <= g.level
    WHERE g.agency_id = (SELECT actor_agency()) AND g.starts_at <= (SELECT actor_at())
      AND (SELECT actor_at()) < g.ends_at AND g.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise())
      AND (g.regions IS NULL OR EXISTS (SELECT FROM unnest(g.regions) x WHERE starts_with(r.region, x)))
      AND (g.classes IS NULL OR EXISTS (SELECT FROM unnest(g.classes) x WHERE starts_with(r.case_class, x)))
      AND (g.since IS NULL OR g.since <= r.entered_at) AND (NOT g.concerned OR g.agency_id = ANY (r.concerns))
    LIMIT cap * 2 + 1  -- one record may be granted twice
  ), candidate AS (
    SELECT id FROM granted
    UNION SELECT x.record_id FROM access_release x
    WHERE x.agency_id = (SELECT actor_agency()) AND (SELECT actor_at()) < x.ends_at
    UNION SELECT t.record_id FROM access_participation p JOIN access_attachment t USING (subject_id, lead_id)
    WHERE p.agency_id = (SELECT actor_agency()) AND p.since <= (SELECT actor_at()) AND (SELECT actor_at()) < p.until
  ), found AS (
    SELECT r.id FROM candidate JOIN sharing_record r USING (id)
    WHERE r.owner_id <> (SELECT actor_agency()) AND r.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise())
      AND r.recalled_at IS NULL AND r.frozen_at IS NULL AND r.removed_at IS NULL
      AND (r.review_on IS NULL OR r.review_on >= (SELECT (actor_at() AT TIME ZONE 'Asia/Shanghai')::date))
      AND EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                          r.entered_at, CASE WHEN r.team IS NULL THEN r.kept_to_id ELSE r.id END,
                                         actor_agency(), actor_department(),
                                          actor_clearance(), actor_at(), actor_exercise()))
    LIMIT cap + 1
  )
  -- a list that was cut short is no list; where the candidates are too many, they are not looked at
  SELECT CASE WHEN (SELECT count(*) FROM granted) <= cap * 2
         THEN (SELECT CASE WHEN count(*) <= cap THEN coalesce(array_agg(id), '{}') END FROM found) END
$$;

CREATE OR REPLACE FUNCTION sharing_opened(deal uuid, partner uuid) RETURNS TABLE (named text, given bigint, taken bigint)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.named, count(DISTINCT r.id) FILTER (WHERE g.owner_id = actor_agency()),
         count(DISTINCT r.id) FILTER (WHERE g.agency_id = actor_agency())
  FROM access_grant g
  LEFT JOIN sharing_record r ON r.owner_id = g.owner_id AND r.category = g.category AND r.level <= g.level
    AND r.entered_at < least(g.ends_at, (SELECT actor_at())) AND r.kept_to_id IS NULL AND r.team IS NULL
    AND r.recalled_at IS NULL AND r.frozen_at IS NULL AND r.removed_at IS NULL
    AND r.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise())
    AND (g.regions IS NULL OR EXISTS (SELECT FROM unnest(g.regions) x WHERE starts_with(r.region, x)))
    AND (g.classes IS NULL OR EXISTS (SELECT FROM unnest(g.classes) x WHERE starts_with(r.case_class, x)))
    AND (g.since IS NULL OR g.since <= r.entered_at) AND (NOT g.concerned OR g.agency_id = ANY (r.concerns))
    AND EXISTS (SELECT FROM access_ceiling c JOIN agencies_agency a ON a.kind = c.kind
                WHERE a.id = g.agency_id AND c.category = r.category AND c.level >= r.level)
  WHERE g.deed_id = deal AND g.starts_at <= (SELECT actor_at()) AND g.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise())
    AND (g.owner_id, g.agency_id) IN ((actor_agency(), partner), (partner, actor_agency()))
  GROUP BY g.named ORDER BY g.named
$$;

CREATE OR REPLACE FUNCTION sharing_delays(deal uuid, since timestamptz)
RETURNS TABLE (partner uuid, gives boolean, records bigint, seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN a.owner_id = actor_agency() THEN a.agency_id ELSE a.owner_id END, a.owner_id = actor_agency(), count(*),
         percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.at - r.entered_at)::double precision)
  FROM sharing_arrival a JOIN sharing_record r ON r.id = a.record_id
    AND r.recalled_at IS NULL AND r.frozen_at IS NULL AND r.removed_at IS NULL
  WHERE a.deed IN (SELECT d.id FROM access_deed d WHERE d.id = deal OR d.amends = deal) AND a.at >= sharing_delays.since
    AND actor_agency() IN (a.owner_id, a.agency_id) AND a.exercise_id IS NOT DISTINCT FROM actor_exercise()
  GROUP BY 1, 2
$$;
