-- Any two records that the actor sees are related; which kinds are is for the standard to say. Nobody else's relation is made.
DROP POLICY add ON sharing_relation;
CREATE POLICY add ON sharing_relation FOR INSERT TO liandong_web WITH CHECK (
  agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
  AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)
  AND EXISTS (SELECT FROM sharing_record o WHERE o.id = other_id));
