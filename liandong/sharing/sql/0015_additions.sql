-- The data standard holds for the whole platform: everybody reads what was added to it, one guarded function adds, nobody
-- rewrites. A version follows the one before it, so two administrators at once do not overwrite each other.
CALL kernel_common('sharing_addition', 'every form, check and page reads the standard');

CREATE FUNCTION sharing_add(key uuid, what text, place text, name text, version integer, zh text, en text, body jsonb,
                            since date, until date, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT actor_has('administrator') OR actor_exercise() IS NOT NULL OR NOT EXISTS (
      SELECT FROM agencies_agency a WHERE a.id = actor_agency() AND a.parent_id IS NULL AND a.kind = 'police') THEN
    RAISE insufficient_privilege USING MESSAGE = 'only an administrator of the topmost police agency adds to the standard';
  END IF;
  IF sharing_add.version <> 1 + coalesce((SELECT max(x.version) FROM sharing_addition x WHERE (x.what, x.place, x.name) =
      (sharing_add.what, sharing_add.place, sharing_add.name)), 0) THEN
    RAISE unique_violation USING MESSAGE = 'another version was added meanwhile';
  END IF;
  IF sharing_add.since < (actor_at() AT TIME ZONE 'Asia/Shanghai')::date THEN
    RAISE check_violation USING MESSAGE = 'an addition does not count before the day it is made';
  END IF;
  INSERT INTO sharing_addition (id, what, place, name, version, zh, en, body, since, until, agency_id, officer, at, why)
  VALUES (key, sharing_add.what, sharing_add.place, sharing_add.name, sharing_add.version, sharing_add.zh, sharing_add.en,
          sharing_add.body, sharing_add.since, sharing_add.until, actor_agency(), actor_officer(), actor_at(), sharing_add.why);
END $$;
REVOKE ALL ON FUNCTION sharing_add(uuid, text, text, text, integer, text, text, jsonb, date, date, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_add(uuid, text, text, text, integer, text, text, jsonb, date, date, text) TO liandong_web;
