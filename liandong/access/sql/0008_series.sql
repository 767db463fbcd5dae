-- A deed and its amendments are one series: what is open follows from all of them, from pauses and from who has left.
-- access_windows says what should be open from a moment on; access_settle makes the grants so; nothing else writes grants.
UPDATE access_deed SET serial = 0 WHERE starts_at < ends_at;

-- When a deed opened, and as which of its series, is written by access_open alone.
DROP POLICY add ON access_deed;
CREATE POLICY add ON access_deed FOR INSERT TO liandong_web WITH CHECK (
  (SELECT actor_agency()) = ANY (parties) AND starts_at IS NULL AND ends_at IS NULL AND serial IS NULL
  AND renewed_at IS NULL AND objected_at IS NULL AND objected_by IS NULL);

-- A pause between two is theirs to know; one of the whole agreement, or of all that one gives, is every party's.
CALL kernel_protect('access_pause',
  see    => '(owner_id IS NULL OR agency_id IS NULL OR (SELECT actor_agency()) IN (owner_id, agency_id))
             AND EXISTS (SELECT FROM access_deed d WHERE d.id = deed_id)',
  add    => 'false', change => 'false', remove => 'false');
CALL kernel_protect('access_leaving',
  see    => 'EXISTS (SELECT FROM access_deed d WHERE d.id = deed_id)',
  add    => 'false', change => 'false', remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON access_pause, access_leaving FROM liandong_web;
CALL kernel_jobs('access_pause', 'SELECT');
CALL kernel_jobs('access_leaving', 'SELECT');

-- When an agency leaves the series; null while it stays.
CREATE FUNCTION access_left_at(root uuid, party uuid) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT l.at FROM access_leaving l WHERE l.deed_id = root AND l.agency_id = party);

-- Which deed of the series is in effect at that moment; none before it begins and once it has ended.
CREATE FUNCTION access_version_at(root uuid, moment timestamptz) RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT d.id FROM access_deed r JOIN access_deed d ON d.id = r.id OR d.amends = r.id
          WHERE r.id = root AND d.serial IS NOT NULL AND d.starts_at <= moment AND moment < r.ends_at
          ORDER BY d.serial DESC LIMIT 1);
REVOKE EXECUTE ON FUNCTION access_left_at(uuid, uuid), access_version_at(uuid, timestamptz) FROM PUBLIC;

-- The same for a party that has not left, unless the whole rests then: on what new duties are founded.
CREATE FUNCTION access_in_effect(root uuid, moment timestamptz) RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT access_version_at(d.id, moment) FROM access_deed d
          WHERE d.id = root AND actor_agency() = ANY (d.parties)
            AND coalesce(access_left_at(d.id, actor_agency()) > moment, true)
            AND NOT EXISTS (SELECT FROM access_pause p WHERE p.deed_id = d.id AND p.owner_id IS NULL
                            AND p.since <= moment AND (p.until IS NULL OR moment < p.until)));
GRANT EXECUTE ON FUNCTION access_in_effect(uuid, timestamptz) TO liandong_web;

-- The grants that the series should hold from `moment` on: of each version of the deed from its start to the next one's,
-- none while paused now, of who leaves until then, and all until the root's end. Not granted to the web role.
CREATE FUNCTION access_windows(root uuid, moment timestamptz)
RETURNS TABLE (deed uuid, owner uuid, agency uuid, category text, named text, clause text, level smallint, regions text[],
               classes text[], since timestamptz, concerned boolean, starts timestamptz, ends timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH version AS (
    SELECT d.id, d.parties, d.terms::jsonb -> 'grants' AS lines, d.starts_at AS first,
           least(r.ends_at, lead(d.starts_at) OVER (ORDER BY d.serial)) AS last
    FROM access_deed r JOIN access_deed d ON d.id = r.id OR d.amends = r.id
    WHERE r.id = root AND d.serial IS NOT NULL
  ), line AS (
    SELECT DISTINCT v.id, t.owner, t.agency, t.category, t.named, coalesce(t.clause, '') AS clause, t.level, t.regions, t.classes,
           t.since, coalesce(t.concerned, false), greatest(v.first, moment) AS starts,
           least(v.last, access_left_at(root, t.owner), access_left_at(root, t.agency)) AS ends
    FROM version v, jsonb_to_recordset(v.lines)
      AS t (owner uuid, agency uuid, category text, named text, clause text, level smallint, regions text[], classes text[],
            since timestamptz, concerned boolean)
    WHERE t.owner = ANY (v.parties) AND t.agency = ANY (v.parties) AND t.owner <> t.agency  -- nobody gives what is another's
  )
  SELECT * FROM line
  WHERE line.starts < line.ends AND NOT EXISTS (
    SELECT FROM access_pause p WHERE p.deed_id = root AND p.since <= moment AND p.until IS NULL
      AND (p.owner_id IS NULL OR p.owner_id = line.owner) AND (p.agency_id IS NULL OR p.agency_id = line.agency))
$$;

-- Makes the grants of a series what they should be: what should not be open closes at `moment`, what should is there once.
-- Harmless twice. Returns how many grants it wrote. For the functions below; not granted to the web role.
CREATE FUNCTION access_settle(root uuid, moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  changed integer;
  made integer;
BEGIN
  UPDATE access_deed d SET ends_at = s.last
  FROM (SELECT x.id, least(r.ends_at, lead(x.starts_at) OVER (ORDER BY x.serial)) AS last
        FROM access_deed r JOIN access_deed x ON x.id = r.id OR x.amends = r.id
        WHERE r.id = root AND x.serial IS NOT NULL) s
  WHERE d.id = s.id AND d.amends = root AND d.ends_at IS DISTINCT FROM s.last;
  -- a grant that waits for its start and should not open ends as it begins
  UPDATE access_grant g SET ends_at = coalesce(s.ends, greatest(g.starts_at, moment))
  FROM (SELECT x.id, w.ends FROM access_deed d JOIN access_grant x ON x.deed_id = d.id
        LEFT JOIN access_windows(root, moment) w
          ON (w.deed, w.owner, w.agency, w.category, w.named, w.clause, w.level, w.concerned)
             = (x.deed_id, x.owner_id, x.agency_id, x.category, x.named, x.clause, x.level, x.concerned)
          AND (w.regions, w.classes, w.since) IS NOT DISTINCT FROM (x.regions::text[], x.classes::text[], x.since)
        WHERE (d.id = root OR d.amends = root) AND x.ends_at > moment) s
  WHERE g.id = s.id AND g.ends_at IS DISTINCT FROM coalesce(s.ends, greatest(g.starts_at, moment));
  GET DIAGNOSTICS changed = ROW_COUNT;
  INSERT INTO access_grant (id, deed_id, owner_id, agency_id, category, named, clause, level, regions, classes, since,
                            concerned, starts_at, ends_at, exercise_id)
  SELECT gen_random_uuid(), w.deed, w.owner, w.agency, w.category, w.named, w.clause, w.level, w.regions, w.classes, w.since,
         w.concerned, w.starts, w.ends, d.exercise_id
  FROM access_windows(root, moment) w JOIN access_deed d ON d.id = w.deed
  WHERE NOT EXISTS (
    SELECT FROM access_grant x
    WHERE x.ends_at > moment
      AND (w.deed, w.owner, w.agency, w.category, w.named, w.clause, w.level, w.concerned)
          = (x.deed_id, x.owner_id, x.agency_id, x.category, x.named, x.clause, x.level, x.concerned)
      AND (w.regions, w.classes, w.since) IS NOT DISTINCT FROM (x.regions::text[], x.classes::text[], x.since));
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN changed + made;
END $$;
REVOKE EXECUTE ON FUNCTION access_windows(uuid, timestamptz), access_settle(uuid, timestamptz) FROM PUBLIC;

-- The root deed, held until the transaction ends, if the actor's agency is a party that has not left and the series is in
-- force or about to begin; else nothing is told.
CREATE FUNCTION access_hold(deal uuid) RETURNS access_deed
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  root access_deed;
BEGIN
  SELECT * INTO root FROM access_deed
  WHERE id = deal AND amends IS NULL AND serial = 0 AND actor_agency() = ANY (parties) AND actor_has('signatory')
    AND exercise_id IS NOT DISTINCT FROM actor_exercise() FOR UPDATE;
  IF root.id IS NULL OR access_left_at(deal, actor_agency()) <= actor_at() THEN
    RAISE insufficient_privilege USING MESSAGE = 'only a signatory of a party changes what a deed gives';
  ELSIF root.ends_at <= actor_at() THEN
    RAISE check_violation USING MESSAGE = 'this deed has ended';
  END IF;
  RETURN root;
END $$;
REVOKE EXECUTE ON FUNCTION access_hold(uuid) FROM PUBLIC;

-- Opens a deed that every party has signed: sets its moments, writes its grants; returns how many. An amendment takes the
-- place of the latest version of its series, from its own start on; all who have not left by then have signed it.
CREATE OR REPLACE FUNCTION access_open(deal uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  deed access_deed;
  root access_deed;
  before access_deed;
  terms jsonb;
  first timestamptz;
  last timestamptz;
  opened integer;
BEGIN
  PERFORM FROM access_deed r WHERE r.id = (SELECT coalesce(d.amends, d.id) FROM access_deed d WHERE d.id = deal) FOR UPDATE;
  SELECT * INTO STRICT deed FROM access_deed
  WHERE id = deal AND actor_agency() = ANY (parties) AND exercise_id IS NOT DISTINCT FROM actor_exercise() FOR UPDATE;
  terms := deed.terms::jsonb;
  IF EXISTS (SELECT unnest(deed.parties) EXCEPT
             SELECT agency_id FROM access_signature s
             WHERE s.deed_id = deal AND s.digest = sha256(convert_to(deed.terms, 'UTF8'))
               AND s.exercise_id IS NOT DISTINCT FROM deed.exercise_id) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a party has not signed this text';
  ELSIF deed.starts_at IS NOT NULL THEN
    RAISE unique_violation USING MESSAGE = 'this deed was opened before';
  ELSIF deed.amends IS DISTINCT FROM (terms -> 'amends' ->> 'root')::uuid THEN
    RAISE check_violation USING MESSAGE = 'the deed amends what was signed, and nothing else';
  END IF;
  first := greatest(coalesce((terms ->> 'starts_at')::timestamptz, actor_at()), actor_at());
  IF deed.amends IS NULL THEN
    last := coalesce(
      (terms ->> 'ends_at')::timestamptz,
      -- a term in months counts its first day: it ends at 24:00 of the day before the anniversary
      (date_trunc('day', first AT TIME ZONE 'Asia/Shanghai') + make_interval(months => (terms ->> 'months')::integer))
        AT TIME ZONE 'Asia/Shanghai',
      '9999-01-01T00:00:00Z');
    UPDATE access_deed SET starts_at = first, ends_at = last, serial = 0 WHERE id = deal;
  ELSE
    SELECT * INTO root FROM access_deed WHERE id = deed.amends AND amends IS NULL AND serial = 0
      AND exercise_id IS NOT DISTINCT FROM deed.exercise_id;
    SELECT * INTO before FROM access_deed WHERE (id = root.id OR amends = root.id) AND serial IS NOT NULL
    ORDER BY serial DESC LIMIT 1;
    last := coalesce((terms ->> 'ends_at')::timestamptz, root.ends_at);
    IF root.id IS NULL OR root.ends_at <= first OR last <= first THEN
      RAISE check_violation USING MESSAGE = 'this deed has ended';
    ELSIF before.id IS DISTINCT FROM (terms -> 'amends' ->> 'base')::uuid THEN
      RAISE unique_violation USING MESSAGE = 'another amendment came first';
    ELSIF first < before.starts_at THEN
      RAISE check_violation USING MESSAGE = 'an amendment does not begin before the one it follows';
    ELSIF EXISTS (SELECT FROM unnest(deed.parties) p WHERE p <> ALL (root.parties) OR access_left_at(root.id, p) <= first)
       OR EXISTS (SELECT FROM unnest(root.parties) p WHERE p <> ALL (deed.parties)
                  AND coalesce(access_left_at(root.id, p) > first, true)) THEN
      RAISE insufficient_privilege USING MESSAGE = 'an amendment is signed by every party that has not left';
    END IF;
    UPDATE access_deed SET ends_at = last WHERE id = root.id AND ends_at <> last;
    UPDATE access_deed SET starts_at = first, ends_at = last, serial = before.serial + 1 WHERE id = deal;
  END IF;
  PERFORM access_settle(coalesce(deed.amends, deal), actor_at());
  SELECT count(*) INTO opened FROM access_grant WHERE deed_id = deal;
  RETURN opened;
END $$;

-- Ends, at that moment or at once, everything the series gives; what has ended is not opened again.
CREATE OR REPLACE FUNCTION access_close(deal uuid, ending timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE access_deed SET ends_at = least(ends_at, greatest(ending, actor_at()))
  WHERE id = deal AND amends IS NULL AND exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND actor_agency() = ANY (parties) AND actor_has('signatory') AND starts_at IS NOT NULL
    AND coalesce(access_left_at(deal, actor_agency()) > actor_at(), true);
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING MESSAGE = 'only a signatory of a party ends what a deed gives';
  END IF;
  RETURN access_settle(deal, actor_at());
END $$;

-- While a deed gives something its parties are partners; who has left is nobody's any more.
CREATE OR REPLACE FUNCTION access_partner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  root uuid := coalesce(NEW.amends, NEW.id);
BEGIN
  INSERT INTO agencies_partnership (id, agency_id, partner_id, basis, starts_at, ends_at, exercise_id)
  SELECT gen_random_uuid(), a, b, NEW.id, NEW.starts_at,
         least(NEW.ends_at, access_left_at(root, a), access_left_at(root, b)), NEW.exercise_id
  FROM unnest(NEW.parties) a, unnest(NEW.parties) b WHERE a <> b
  ON CONFLICT (agency_id, partner_id, basis) DO UPDATE SET starts_at = EXCLUDED.starts_at, ends_at = EXCLUDED.ends_at;
  RETURN NULL;
END $$;
