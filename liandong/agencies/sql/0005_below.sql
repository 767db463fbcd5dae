-- Every agency below the actor's, however deep: what a superior reads of theirs is a policy's own affair. Ask it as
-- (SELECT agencies_below()), once a statement. UNION, not UNION ALL: a tree that was tied into a ring ends as well.
CREATE FUNCTION agencies_below() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL RESTRICTED BEGIN ATOMIC
  WITH RECURSIVE below AS (
    SELECT a.id FROM agencies_agency a WHERE a.parent_id = (SELECT actor_agency())
    UNION SELECT a.id FROM agencies_agency a JOIN below b ON a.parent_id = b.id)
  SELECT coalesce(array_agg(id), '{}') FROM below;
END;
GRANT EXECUTE ON FUNCTION agencies_below() TO liandong_web;
