-- The owner's questions about a partner. A partner's participations are hidden from the owner, so they are answered as
-- the owner of the tables: numbers about the actor's own records, or about what the actor sees; never a row.

-- How many of the actor's own records the partner's officers of that clearance see now, by category.
CREATE FUNCTION sharing_would_see(partner uuid, partner_clearance integer)
RETURNS TABLE (category text, records bigint)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.category, count(*) FROM sharing_record r
  WHERE r.owner_id = (SELECT actor_agency()) AND r.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise())
    AND (r.review_on IS NULL OR r.owner_id = (SELECT partner)
         OR r.review_on >= (SELECT (actor_at() AT TIME ZONE 'Asia/Shanghai')::date))
    AND EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                        r.entered_at, r.kept_to_id, partner, NULL::uuid, partner_clearance,
                                        actor_at(), actor_exercise()))
  GROUP BY r.category
$$;

-- How many of them the partner would lose if this deed ended now. The grants are ended, counted without, and put back:
-- the block's own rollback undoes the change, what was counted stays. So it is the same rule, not a second one.
CREATE FUNCTION sharing_would_lose(partner uuid, partner_clearance integer, deal uuid)
RETURNS TABLE (category text, records bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before jsonb;
  after jsonb;
BEGIN
  SELECT coalesce(jsonb_object_agg(w.category, w.records), '{}') INTO before
  FROM sharing_would_see(partner, partner_clearance) w;
  BEGIN
    UPDATE access_grant g SET ends_at = least(g.ends_at, actor_at())
    WHERE g.deed_id = deal AND g.owner_id = actor_agency() AND g.agency_id = partner
      AND g.exercise_id IS NOT DISTINCT FROM actor_exercise();
    SELECT coalesce(jsonb_object_agg(w.category, w.records), '{}') INTO after
    FROM sharing_would_see(partner, partner_clearance) w;
    RAISE SQLSTATE 'LD001';
  EXCEPTION WHEN SQLSTATE 'LD001' THEN
    NULL;
  END;
  RETURN QUERY
  SELECT b.key, b.value::bigint - coalesce((after ->> b.key)::bigint, 0) FROM jsonb_each_text(before) b
  WHERE b.value::bigint > coalesce((after ->> b.key)::bigint, 0);
END $$;

-- What runs under a deed today, by the deed's own categories: what the actor's agency gives the partner and gets from it.
-- Whether a row is seen is the rule's; the scope of the grant only says under which category it is counted.
CREATE FUNCTION sharing_under(deal uuid, partner uuid, partner_clearance integer)
RETURNS TABLE (gives boolean, named text, records bigint)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT side.gives, g.named, count(DISTINCT r.id)
  FROM (VALUES (true, actor_agency(), partner), (false, partner, actor_agency())) AS side (gives, giver, taker)
  JOIN access_grant g ON g.deed_id = deal AND g.owner_id = side.giver AND g.agency_id = side.taker
    AND g.starts_at <= (SELECT actor_at()) AND (SELECT actor_at()) < g.ends_at
    AND g.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise())
  JOIN sharing_record r ON r.owner_id = g.owner_id AND r.category = g.category AND r.level <= g.level
    AND r.exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise()) AND r.kept_to_id IS NULL
    AND (g.regions IS NULL OR EXISTS (SELECT FROM unnest(g.regions) x WHERE starts_with(r.region, x)))
    AND (g.classes IS NULL OR EXISTS (SELECT FROM unnest(g.classes) x WHERE starts_with(r.case_class, x)))
    AND (g.since IS NULL OR g.since <= r.entered_at) AND (NOT g.concerned OR g.agency_id = ANY (r.concerns))
    AND (r.review_on IS NULL OR r.review_on >= (SELECT (actor_at() AT TIME ZONE 'Asia/Shanghai')::date))
  WHERE CASE WHEN side.gives
    THEN EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                         r.entered_at, r.kept_to_id, partner, NULL::uuid, partner_clearance,
                                         actor_at(), actor_exercise()))
    ELSE EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                         r.entered_at, r.kept_to_id, actor_agency(), actor_department(),
                                         actor_clearance(), actor_at(), actor_exercise())) END
  GROUP BY side.gives, g.named
$$;

-- The keys of all that others show the actor, or null when they are more than `cap`: an agency that sees little is
-- served by a list of keys, not by walking a long table. Every key is checked by the rule, so it tells nothing more.
CREATE FUNCTION sharing_shown(cap integer) RETURNS uuid[]
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
      AND (r.review_on IS NULL OR r.review_on >= (SELECT (actor_at() AT TIME ZONE 'Asia/Shanghai')::date))
      AND EXISTS (SELECT FROM access_sees(r.owner_id, r.category, r.level, r.id, r.region, r.case_class, r.concerns,
                                          r.entered_at, r.kept_to_id, actor_agency(), actor_department(),
                                          actor_clearance(), actor_at(), actor_exercise()))
    LIMIT cap + 1
  )
  -- a list that was cut short is no list; where the candidates are too many, they are not looked at
  SELECT CASE WHEN (SELECT count(*) FROM granted) <= cap * 2
         THEN (SELECT CASE WHEN count(*) <= cap THEN coalesce(array_agg(id), '{}') END FROM found) END
$$;
GRANT EXECUTE ON FUNCTION sharing_would_see(uuid, integer), sharing_would_lose(uuid, integer, uuid),
  sharing_under(uuid, uuid, integer), sharing_shown(integer) TO liandong_web;
