-- A list brought in at once by an administrator: agencies under their own, and departments and officers of their own agency
-- or of one below that has no administrator yet (whoever founds it names the first). They run as the owner and check everything.

-- Whether the actor's administrator fills that agency: asked before anything of the list is written.
CREATE FUNCTION agencies_fills(which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT actor_has('administrator') AND (which = actor_agency() OR which = ANY ((SELECT agencies_below())::uuid[])
    AND NOT EXISTS (SELECT FROM agencies_officer o WHERE o.agency_id = which AND o.is_active AND 'administrator' = ANY (o.roles)))
$$;

CREATE FUNCTION agencies_bring_agencies(listed jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  row record;
  brought integer := 0;
BEGIN
  FOR row IN SELECT * FROM jsonb_to_recordset(listed) AS t (id uuid, code text, name text, short_name text, mark text, kind text,
                                                            tier text, parent text, duty_phone text) LOOP
    INSERT INTO agencies_agency (id, code, name, short_name, mark, kind, tier, parent_id, duty_phone, version)
    SELECT row.id, row.code, row.name, row.short_name, coalesce(row.mark, ''), row.kind, row.tier, p.id,
           coalesce(row.duty_phone, ''), 1
    FROM agencies_agency p
    WHERE p.code = row.parent AND actor_has('administrator')
      AND (p.id = actor_agency() OR p.id = ANY ((SELECT agencies_below())::uuid[]));
    IF NOT FOUND THEN
      RAISE insufficient_privilege USING MESSAGE = 'agencies are founded by an administrator, under their own';
    END IF;
    brought := brought + 1;
  END LOOP;
  RETURN brought;
END $$;

CREATE FUNCTION agencies_bring_departments(listed jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  brought integer;
BEGIN
  IF EXISTS (SELECT FROM jsonb_to_recordset(listed) AS t (agency uuid) WHERE agencies_fills(t.agency) IS NOT TRUE) THEN
    RAISE insufficient_privilege USING MESSAGE = 'this agency has administrators of its own';
  END IF;
  INSERT INTO agencies_department (id, agency_id, name)
  SELECT t.id, t.agency, t.name FROM jsonb_to_recordset(listed) AS t (id uuid, agency uuid, name text) WHERE btrim(t.name) <> '';
  GET DIAGNOSTICS brought = ROW_COUNT;
  RETURN brought;
END $$;

CREATE FUNCTION agencies_bring_officers(listed jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  brought integer;
BEGIN
  IF EXISTS (SELECT FROM jsonb_to_recordset(listed) AS t (agency uuid, clearance integer, department uuid)
             WHERE agencies_fills(t.agency) IS NOT TRUE OR t.clearance > actor_clearance()
                OR t.department IS NOT NULL AND NOT EXISTS (
                  SELECT FROM agencies_department d WHERE d.id = t.department AND d.agency_id = t.agency)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'officers are brought in by an administrator, never above their own clearance';
  END IF;
  INSERT INTO agencies_officer (id, police_number, name, agency_id, department_id, post, clearance, roles, password,
                                phone, email, is_active, must_change_password, version)
  SELECT t.id, t.police_number, t.name, t.agency, t.department, coalesce(t.post, ''), t.clearance, t.roles, t.password,
         coalesce(t.phone, ''), coalesce(t.email, ''), true, true, 1
  FROM jsonb_to_recordset(listed) AS t (id uuid, police_number text, name text, agency uuid, department uuid, post text,
                                        clearance integer, roles text[], password text, phone text, email text);
  GET DIAGNOSTICS brought = ROW_COUNT;
  RETURN brought;
END $$;
REVOKE EXECUTE ON FUNCTION agencies_fills(uuid), agencies_bring_agencies(jsonb), agencies_bring_departments(jsonb),
  agencies_bring_officers(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agencies_fills(uuid), agencies_bring_agencies(jsonb), agencies_bring_departments(jsonb),
  agencies_bring_officers(jsonb) TO liandong_web;
