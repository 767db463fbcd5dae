-- Departments are added and renamed by the agency's own administrators alone; none is removed: officers and records name them.
CREATE FUNCTION agencies_add_department(which uuid, called text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT actor_has('administrator') OR btrim(called) = '' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only an administrator of the agency adds departments, and names them';
  END IF;
  INSERT INTO agencies_department (id, agency_id, name) VALUES (which, actor_agency(), called);
END $$;

-- False when somebody renamed it meanwhile: `seen` is the name the administrator read.
CREATE FUNCTION agencies_rename_department(which uuid, seen text, called text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT actor_has('administrator') OR btrim(called) = '' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only an administrator of the agency renames departments';
  END IF;
  UPDATE agencies_department SET name = called WHERE id = which AND agency_id = actor_agency() AND name = seen;
  RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION agencies_add_department(uuid, text), agencies_rename_department(uuid, text, text) TO liandong_web;
