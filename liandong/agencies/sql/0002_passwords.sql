-- A new first password is given by an administrator whose own clearance reaches the officer's: else it would be a way up.
DROP POLICY change ON agencies_officer;
CREATE POLICY change ON agencies_officer FOR UPDATE TO liandong_web
  USING (id = (SELECT actor_officer()) OR agency_id = (SELECT actor_agency()) AND (SELECT actor_has('administrator'))
         AND clearance <= (SELECT actor_clearance()))
  WITH CHECK (true);
