-- Files of records taken out are the officer's who asked; the owner of a record withdraws them without learning of them.
CALL kernel_protect('sharing_export',
  see    => 'officer = (SELECT actor_officer()) AND agency_id = (SELECT actor_agency())',
  add    => 'officer = (SELECT actor_officer()) AND agency_id = (SELECT actor_agency()) AND content IS NULL',
  change => 'true',
  remove => 'false');
CALL kernel_protect('sharing_exportedrecord',
  see    => 'EXISTS (SELECT FROM sharing_export e WHERE e.id = of_id)',
  add    => 'EXISTS (SELECT FROM sharing_export e WHERE e.id = of_id) AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON sharing_export, sharing_exportedrecord FROM liandong_web;
GRANT UPDATE (stage, rows, is_cut, content, digest, reason, made_at, until, fetched_at) ON sharing_export TO liandong_web;
-- The worker learns which wait, and empties what nobody fetched; it reads nothing of them.
CREATE FUNCTION sharing_sweep_exports(moment timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (UPDATE sharing_export SET content = NULL WHERE until < moment AND content IS NOT NULL RETURNING 1)
  SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION sharing_sweep_exports(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_sweep_exports(timestamptz) TO liandong_jobs;
GRANT SELECT (id, officer, stage, at, exercise_id) ON sharing_export TO liandong_jobs;
CREATE POLICY jobs ON sharing_export TO liandong_jobs USING (true) WITH CHECK (false);

-- Every file that holds this record of the actor's agency and was not fetched yet loses its content; the owner is given
-- bare keys, by which open pages are told.
CREATE FUNCTION sharing_withdraw(which uuid) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE sharing_export e SET stage = 'withdrawn', content = NULL
  FROM sharing_exportedrecord x JOIN sharing_record r ON r.id = x.record_id
  WHERE x.of_id = e.id AND x.record_id = which AND r.owner_id = actor_agency() AND e.agency_id <> r.owner_id
    AND e.stage = 'ready' AND e.fetched_at IS NULL AND e.exercise_id IS NOT DISTINCT FROM actor_exercise()
  RETURNING e.id
$$;
REVOKE EXECUTE ON FUNCTION sharing_withdraw(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_withdraw(uuid) TO liandong_web;
