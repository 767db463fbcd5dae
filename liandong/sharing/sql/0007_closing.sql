-- What stood open under a deed at its last moment, or stands open now while it runs, between the actor's agency and a partner:
-- by the deed's own categories, as their grants reach. Counts alone; whoever was a party may know them.
CREATE FUNCTION sharing_opened(deal uuid, partner uuid) RETURNS TABLE (named text, given bigint, taken bigint)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.named, count(DISTINCT r.id) FILTER (WHERE g.owner_id = actor_agency()),
         count(DISTINCT r.id) FILTER (WHERE g.agency_id = actor_agency())
  FROM access_grant g
  LEFT JOIN sharing_record r ON r.owner_id = g.owner_id AND r.category = g.category AND r.level <= g.level
    AND r.entered_at < least(g.ends_at, (SELECT actor_at())) AND r.kept_to_id IS NULL
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
GRANT EXECUTE ON FUNCTION sharing_opened(uuid, uuid) TO liandong_web;
