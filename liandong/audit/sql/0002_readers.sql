-- The newest lines for an agency that is in few of them: walking a million lines to find a handful takes a second. The policy
-- of the table is no index's condition, so these two look by themselves; the rows are read under the policy as ever.
CREATE FUNCTION audit_mine() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT seq FROM audit_entry WHERE audience @> ARRAY[actor_agency()] AND exercise_id IS NOT DISTINCT FROM actor_exercise()
$$;
-- How far the ledger has come; the sealed heads say as much to everybody.
CREATE FUNCTION audit_last() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN (SELECT coalesce(max(seq), 0) FROM audit_entry);
REVOKE EXECUTE ON FUNCTION audit_mine(), audit_last() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_mine(), audit_last() TO liandong_web;
