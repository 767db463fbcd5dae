-- The only writers of grants: they run as the owner, so they check everything themselves, the exercise included.

-- Opens a deed that every party has signed: sets its moments, writes its grants; returns how many.
CREATE FUNCTION access_open(deal uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  deed access_deed;
  terms jsonb;
  first timestamptz;
  last timestamptz;
  opened integer;
BEGIN
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
  END IF;
  first := greatest(coalesce((terms ->> 'starts_at')::timestamptz, actor_at()), actor_at());
  last := coalesce(
    (terms ->> 'ends_at')::timestamptz,
    -- a term in months counts its first day: it ends at 24:00 of the day before the anniversary
    (date_trunc('day', first AT TIME ZONE 'Asia/Shanghai') + make_interval(months => (terms ->> 'months')::integer))
      AT TIME ZONE 'Asia/Shanghai',
    '9999-01-01T00:00:00Z');
  UPDATE access_deed SET starts_at = first, ends_at = last WHERE id = deal;
  INSERT INTO access_grant (id, deed_id, owner_id, agency_id, category, named, clause, level, regions, classes, since,
                            concerned, starts_at, ends_at, exercise_id)
  SELECT gen_random_uuid(), deal, t.owner, t.agency, t.category, t.named, t.clause, t.level, t.regions, t.classes, t.since,
         t.concerned, first, last, deed.exercise_id
  FROM jsonb_to_recordset(terms -> 'grants')
    AS t (owner uuid, agency uuid, category text, named text, clause text, level smallint, regions text[], classes text[],
          since timestamptz, concerned boolean)
  WHERE t.owner = ANY (deed.parties) AND t.agency = ANY (deed.parties) AND t.owner <> t.agency;  -- nobody gives what is another's
  GET DIAGNOSTICS opened = ROW_COUNT;
  RETURN opened;
END $$;

-- Ends, at that moment or at once, everything the deed gives; a deed that has ended is not opened again.
CREATE FUNCTION access_close(deal uuid, ending timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  closed integer;
BEGIN
  UPDATE access_deed SET ends_at = least(ends_at, greatest(ending, actor_at()))
  WHERE id = deal AND exercise_id IS NOT DISTINCT FROM actor_exercise()
    AND actor_agency() = ANY (parties) AND actor_has('signatory') AND starts_at IS NOT NULL;
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING MESSAGE = 'only a signatory of a party ends what a deed gives';
  END IF;
  UPDATE access_grant SET ends_at = least(ends_at, greatest(ending, actor_at()))
  WHERE deed_id = deal AND exercise_id IS NOT DISTINCT FROM actor_exercise();
  GET DIAGNOSTICS closed = ROW_COUNT;
  RETURN closed;
END $$;

-- Lays a deed to rest that was not opened: it ends as it begins, so it is never opened. Any party may: it need not sign either.
CREATE FUNCTION access_void(deal uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE access_deed SET starts_at = actor_at(), ends_at = actor_at()
  WHERE id = deal AND starts_at IS NULL AND actor_agency() = ANY (parties) AND exercise_id IS NOT DISTINCT FROM actor_exercise()
$$;
GRANT EXECUTE ON FUNCTION access_open(uuid), access_close(uuid, timestamptz), access_void(uuid) TO liandong_web;
