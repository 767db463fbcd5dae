-- What a superior of a party reads of a deed that was opened: the terms that were signed and the signatures, by the key
-- of one agreement. The tables themselves stay the parties' own: a policy elsewhere that asks "is there such a deed"
-- must go on meaning "am I a party to it", and grants and records are no superior's.
-- A deed laid to rest before it was opened begins as it ends; nobody above ever hears of it.
CREATE FUNCTION access_is_shown(deal uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM access_deed d WHERE d.id = deal AND d.exercise_id IS NOT DISTINCT FROM actor_exercise()
      AND (actor_agency() = ANY (d.parties) OR d.starts_at <> d.ends_at AND d.parties && agencies_below()))
$$;
CREATE FUNCTION access_deed_shown(deal uuid) RETURNS SETOF access_deed
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.* FROM access_deed d WHERE d.id = deal AND access_is_shown(deal)
$$;
CREATE FUNCTION access_signatures_shown(deal uuid) RETURNS SETOF access_signature
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.* FROM access_signature s WHERE s.deed_id = deal AND access_is_shown(deal) ORDER BY s.at
$$;
REVOKE EXECUTE ON FUNCTION access_is_shown(uuid), access_deed_shown(uuid), access_signatures_shown(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access_deed_shown(uuid), access_signatures_shown(uuid) TO liandong_web;
