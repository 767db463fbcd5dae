-- What a deed gives is given by its amendments as well: the owner's questions about it ask its whole series.
CREATE OR REPLACE FUNCTION sharing_would_lose(partner uuid, partner_clearance integer, deal uuid)
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
    WHERE g.deed_id IN (SELECT d.id FROM access_deed d WHERE d.id = deal OR d.amends = deal)
      AND g.owner_id = actor_agency() AND g.agency_id = partner AND g.exercise_id IS NOT DISTINCT FROM actor_exercise();
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
