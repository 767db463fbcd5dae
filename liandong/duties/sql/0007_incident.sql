-- A serious incident is laid before the superior as it happens: it sees the report that is owed about it from the first moment.
-- Only who owes the report does so, in the act that begins it; the superior is who the table of agencies says.
CREATE FUNCTION duties_lay_before_superior(which uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  above uuid;
BEGIN
  UPDATE duties_duty d SET watchers = ARRAY[a.parent_id]
  FROM agencies_agency a
  WHERE d.id = which AND d.agency_id = actor_agency() AND a.id = d.agency_id AND a.parent_id IS NOT NULL
    AND d.started_by = 'incident' AND d.kind = 'report' AND d.outcome = '' AND d.starts_at = actor_at()
    AND d.watchers = '{}' AND NOT a.parent_id = ANY (d.parties) AND d.exercise_id IS NOT DISTINCT FROM actor_exercise()
  RETURNING a.parent_id INTO above;
  RETURN above;
END $$;
GRANT EXECUTE ON FUNCTION duties_lay_before_superior(uuid) TO liandong_web;
