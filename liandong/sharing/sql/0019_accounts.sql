-- Accounts of systems are their administrators' to see and to make; an account itself reads nothing of the table.
CALL kernel_protect('sharing_serviceaccount',
  see    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  add    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator'')) AND made_by = (SELECT actor_officer())
             AND clearance <= (SELECT actor_clearance()) AND revoked_at IS NULL AND before IS NULL',
  change => 'revoked_at IS NULL',
  remove => 'false');
REVOKE UPDATE, DELETE ON sharing_serviceaccount FROM liandong_web;
GRANT UPDATE (digest, before, before_until, ends_at, revoked_at) ON sharing_serviceaccount TO liandong_web;

-- Whose token has this digest at that moment; it answers for one digest, before there is an actor, and notes the hour of use.
CREATE FUNCTION sharing_account(key bytea, moment timestamptz)
RETURNS TABLE (id uuid, agency uuid, source varchar, scopes varchar[], clearance smallint, per_minute integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found sharing_serviceaccount;
BEGIN
  SELECT * INTO found FROM sharing_serviceaccount a
  WHERE (a.digest = key OR a.before = key AND moment < a.before_until)
    AND a.revoked_at IS NULL AND moment < a.ends_at AND a.exercise_id IS NULL;
  IF found.id IS NULL THEN
    RETURN;
  END IF;
  UPDATE sharing_serviceaccount a SET used_at = moment
  WHERE a.id = found.id AND (a.used_at IS NULL OR a.used_at < moment - interval '1 hour');
  RETURN QUERY SELECT found.id, found.agency_id, found.source, found.scopes, found.clearance, found.per_minute;
END $$;
REVOKE EXECUTE ON FUNCTION sharing_account(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_account(bytea, timestamptz) TO liandong_web;

-- What an account was told is the account's alone.
CALL kernel_protect('sharing_feedrow',
  see    => 'account_id = (SELECT actor_officer())',
  add    => 'account_id = (SELECT actor_officer())',
  change => 'true',
  remove => 'true');
REVOKE UPDATE ON sharing_feedrow FROM liandong_web;
GRANT UPDATE (version, confirmed, is_gone, batch, until) ON sharing_feedrow TO liandong_web;
