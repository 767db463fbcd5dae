-- Officers are looked up before there is an actor. Who an officer is, is changed by guarded functions alone.
CALL kernel_common('agencies_agency', 'every page names agencies');
CALL kernel_common('agencies_department', 'every page names departments');
CALL kernel_common('agencies_officer', 'read at sign-in, before there is an actor');
-- Readable by all, and by whom a row is changed is a policy: officers their own password, administrators a first one.
ALTER TABLE agencies_officer ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON agencies_officer FOR SELECT TO liandong_web, liandong_jobs USING (true);
CREATE POLICY change ON agencies_officer FOR UPDATE TO liandong_web
  USING (id = (SELECT actor_officer()) OR agency_id = (SELECT actor_agency()) AND (SELECT actor_has('administrator')))
  WITH CHECK (true);
GRANT UPDATE (password, must_change_password, phone, email) ON agencies_officer TO liandong_web;

-- Both sides know each other's liaison officers; each names its own.
CALL kernel_protect('agencies_liaison',
  see    => '(SELECT actor_agency()) IN (agency_id, partner_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  change => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  remove => 'false');
CALL kernel_jobs('agencies_liaison', 'SELECT');
REVOKE UPDATE ON agencies_liaison FROM liandong_web;
GRANT UPDATE (until) ON agencies_liaison TO liandong_web;

-- An administrator appoints officers of their own agency, never above their own clearance.
CREATE FUNCTION agencies_appoint(who uuid, new_department uuid, new_post text, new_clearance integer, new_roles text[],
                                 new_active boolean, seen integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT actor_has('administrator') OR new_clearance > actor_clearance() THEN
    RAISE insufficient_privilege USING MESSAGE = 'only an administrator appoints, and never above their own clearance';
  END IF;
  UPDATE agencies_officer SET department_id = new_department, post = new_post, clearance = new_clearance,
    roles = new_roles, is_active = new_active, version = version + 1
  WHERE id = who AND agency_id = actor_agency() AND version = seen AND clearance <= actor_clearance()
    AND (new_department IS NULL OR EXISTS (
      SELECT FROM agencies_department d WHERE d.id = new_department AND d.agency_id = actor_agency()));
  RETURN FOUND;
END $$;

CREATE FUNCTION agencies_add_officer(who uuid, number text, full_name text, new_department uuid, new_post text,
                                     new_clearance integer, new_roles text[], first_password text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT actor_has('administrator') OR new_clearance > actor_clearance() OR NOT (new_department IS NULL OR EXISTS (
      SELECT FROM agencies_department d WHERE d.id = new_department AND d.agency_id = actor_agency())) THEN
    RAISE insufficient_privilege USING MESSAGE = 'only an administrator adds officers, and never above their own clearance';
  END IF;
  INSERT INTO agencies_officer (id, police_number, name, agency_id, department_id, post, clearance, roles, password,
                                phone, email, is_active, must_change_password, version)
  VALUES (who, number, full_name, actor_agency(), new_department, new_post, new_clearance, new_roles, first_password,
          '', '', true, true, 1);
END $$;
GRANT EXECUTE ON FUNCTION agencies_appoint(uuid, uuid, text, integer, text[], boolean, integer),
  agencies_add_officer(uuid, text, text, uuid, text, integer, text[], text) TO liandong_web;
