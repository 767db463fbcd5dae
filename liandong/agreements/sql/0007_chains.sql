-- An agency that was founded from a list begins with the usual chain: legal reviewer, then leader. Its own administrator changes it.
CREATE FUNCTION agreements_first_chain(founded uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO agreements_reviewstep (id, agency_id, "order", role, exercise_id)
  SELECT gen_random_uuid(), a.id, step."order", step.role, actor_exercise()
  FROM agencies_agency a, (VALUES (1, 'reviewer'), (2, 'leader')) step ("order", role)
  WHERE a.id = ANY (founded) AND a.id = ANY ((SELECT agencies_below())::uuid[]) AND actor_has('administrator')
    AND NOT EXISTS (SELECT FROM agreements_reviewstep s WHERE s.agency_id = a.id)
    AND NOT EXISTS (SELECT FROM agencies_officer o WHERE o.agency_id = a.id)
$$;
REVOKE EXECUTE ON FUNCTION agreements_first_chain(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreements_first_chain(uuid[]) TO liandong_web;
