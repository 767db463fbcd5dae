-- The clock from a record's entry to the moment a partner sees it by a standing grant. Its rows are the owner's, so that no
-- partner learns of a record above its clearance; both sides learn how many there were and how long they took.
CALL kernel_protect('sharing_arrival',
  see    => 'owner_id = (SELECT actor_agency())',
  add    => 'owner_id = (SELECT actor_agency()) AND agency_id <> owner_id AND at = (SELECT actor_at())
             AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id AND r.owner_id = (SELECT actor_agency()))',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON sharing_arrival FROM liandong_web;

-- For each partner under a deed and its amendments since a moment: how many came each way, and half of them within how long.
CREATE FUNCTION sharing_delays(deal uuid, since timestamptz)
RETURNS TABLE (partner uuid, gives boolean, records bigint, seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN a.owner_id = actor_agency() THEN a.agency_id ELSE a.owner_id END, a.owner_id = actor_agency(), count(*),
         percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.at - r.entered_at)::double precision)
  FROM sharing_arrival a JOIN sharing_record r ON r.id = a.record_id
  WHERE a.deed IN (SELECT d.id FROM access_deed d WHERE d.id = deal OR d.amends = deal) AND a.at >= sharing_delays.since
    AND actor_agency() IN (a.owner_id, a.agency_id) AND a.exercise_id IS NOT DISTINCT FROM actor_exercise()
  GROUP BY 1, 2
$$;
REVOKE ALL ON FUNCTION sharing_delays(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_delays(uuid, timestamptz) TO liandong_web;
