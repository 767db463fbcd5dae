-- The one rule. The policy asks it about the actor, an owner's question about a partner; access/rules.py is its twin.
-- It returns rows, not a boolean: PostgreSQL inlines a set-returning SQL function, but no scalar one with a sub-select.
-- Its body is bound to our tables when it is made (BEGIN ATOMIC), whatever the caller's search_path is.
-- Call it with plain arguments (no sub-select) inside EXISTS; the sub-selects below then run once a query.
-- Every parameter is named in full: a column of the same name in an inner table (access_release.at) would win silently.
CREATE FUNCTION access_sees(owner uuid, category text, level integer, record uuid, region text, class text,
                            concerns uuid[], entered timestamptz, kept uuid,
                            agency uuid, department uuid, clearance integer, at timestamptz, exercise uuid)
RETURNS SETOF boolean LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1 BEGIN ATOMIC
  SELECT true WHERE access_sees.level <= (SELECT access_sees.clearance) AND (
    -- one's own, unless it is kept to another department
    access_sees.owner = (SELECT access_sees.agency) AND (access_sees.kept IS NULL OR access_sees.kept = (SELECT access_sees.department))
    -- another's: never above what the kind of agency may see
    OR EXISTS (
      SELECT FROM access_ceiling c
      WHERE c.kind = (SELECT a.kind FROM agencies_agency a WHERE a.id = (SELECT access_sees.agency))
        AND c.category = access_sees.category AND c.level >= access_sees.level)
    AND (
      access_sees.kept IS NULL AND EXISTS (
        SELECT FROM access_grant g
        WHERE g.owner_id = access_sees.owner AND g.agency_id = (SELECT access_sees.agency)
          AND g.category = access_sees.category AND g.level >= access_sees.level
          AND g.starts_at <= (SELECT access_sees.at) AND (SELECT access_sees.at) < g.ends_at
          AND (g.regions IS NULL OR EXISTS (SELECT FROM unnest(g.regions) r WHERE starts_with(access_sees.region, r)))
          AND (g.classes IS NULL OR EXISTS (SELECT FROM unnest(g.classes) k WHERE starts_with(access_sees.class, k)))
          AND (g.since IS NULL OR g.since <= access_sees.entered)
          AND (NOT g.concerned OR (SELECT access_sees.agency) = ANY (access_sees.concerns))
          AND g.exercise_id IS NOT DISTINCT FROM (SELECT access_sees.exercise))
      OR EXISTS (
        SELECT FROM access_release x
        WHERE x.record_id = access_sees.record AND x.owner_id = access_sees.owner
          AND x.agency_id = (SELECT access_sees.agency) AND (SELECT access_sees.at) < x.ends_at
          AND x.exercise_id IS NOT DISTINCT FROM (SELECT access_sees.exercise))
      OR EXISTS (
        SELECT FROM access_attachment t JOIN access_participation p USING (subject_id, lead_id)
        WHERE t.record_id = access_sees.record AND t.owner_id = access_sees.owner
          AND p.agency_id = (SELECT access_sees.agency) AND p.since <= (SELECT access_sees.at) AND (SELECT access_sees.at) < p.until
          AND t.exercise_id IS NOT DISTINCT FROM (SELECT access_sees.exercise)
          AND p.exercise_id IS NOT DISTINCT FROM (SELECT access_sees.exercise))));
END;
GRANT EXECUTE ON FUNCTION access_sees(uuid, text, integer, uuid, text, text, uuid[], timestamptz, uuid,
                                      uuid, uuid, integer, timestamptz, uuid) TO liandong_web, liandong_jobs;
