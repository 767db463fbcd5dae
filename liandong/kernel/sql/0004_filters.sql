-- Filters and feed keys: each seen and changed only by the officer it belongs to.
CALL kernel_protect('kernel_savedfilter',
  see    => 'officer = (SELECT actor_officer())',
  add    => 'officer = (SELECT actor_officer())',
  change => 'officer = (SELECT actor_officer())',
  remove => 'officer = (SELECT actor_officer())');
CALL kernel_protect('kernel_feedkey',
  see    => 'officer = (SELECT actor_officer())',
  add    => 'officer = (SELECT actor_officer()) AND made_at = (SELECT actor_at()) AND used_at IS NULL',
  change => 'officer = (SELECT actor_officer())',
  remove => 'officer = (SELECT actor_officer())');
-- A key is made anew, never altered: only when it was used last is written later.
REVOKE UPDATE ON kernel_feedkey FROM liandong_web;
GRANT UPDATE (used_at) ON kernel_feedkey TO liandong_web;

-- Whose key has this digest: asked before there is an actor, by whoever knows the key itself. Drills have no feed.
CREATE FUNCTION kernel_feed_officer(given bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
RETURN (SELECT officer FROM kernel_feedkey WHERE digest = given AND exercise_id IS NULL);
REVOKE EXECUTE ON FUNCTION kernel_feed_officer(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel_feed_officer(bytea) TO liandong_web;
