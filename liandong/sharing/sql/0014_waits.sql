-- Since when a record stands open is seen by its owner, and by the partner it stands open to where that partner's officer sees
-- the record itself: how long it took is then counted among what one sees, and the figure opens those rows.
DROP POLICY see ON sharing_arrival;
CREATE POLICY see ON sharing_arrival FOR SELECT TO liandong_web USING (
  owner_id = (SELECT actor_agency())
  OR agency_id = (SELECT actor_agency()) AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id));
CREATE INDEX arrival_of_partner ON sharing_arrival (agency_id, owner_id, at);
