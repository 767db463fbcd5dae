-- Pauses, leavings, objections and renewal: each checks everything itself, then access_settle makes the grants so.

-- A party pauses at once what it gives, to one or to all; or asks that the whole rest, which waits for the others.
CREATE FUNCTION access_pause_grants(pause uuid, deal uuid, giver uuid, taker uuid, reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  root access_deed := access_hold(deal);
BEGIN
  IF reason = '' OR giver <> actor_agency() OR giver IS NULL AND taker IS NOT NULL
     OR taker IS NOT NULL AND (taker = giver OR taker <> ALL (root.parties)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a party pauses what it gives itself, and says why';
  ELSIF EXISTS (SELECT FROM access_pause p WHERE p.deed_id = deal AND p.until IS NULL
                AND (p.owner_id, p.agency_id) IS NOT DISTINCT FROM (giver, taker)) THEN
    RAISE unique_violation USING MESSAGE = 'this is paused, or asked for, already';
  END IF;
  INSERT INTO access_pause (id, deed_id, owner_id, agency_id, why, asked_at, asked_by_id, officer, agreed, since, resuming,
                            exercise_id)
  VALUES (pause, deal, giver, taker, reason, actor_at(), actor_agency(), actor_officer(), ARRAY[actor_agency()],
          CASE WHEN giver IS NOT NULL THEN actor_at() END, '{}', root.exercise_id);
  RETURN access_settle(deal, actor_at());
END $$;

-- Whether every party that has not left is among these.
CREATE FUNCTION access_all(deal uuid, who uuid[], moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN NOT EXISTS (SELECT FROM access_deed d, unnest(d.parties) p WHERE d.id = deal AND p <> ALL (who)
                     AND coalesce(access_left_at(deal, p) > moment, true));
REVOKE EXECUTE ON FUNCTION access_all(uuid, uuid[], timestamptz) FROM PUBLIC;

-- A party agrees that the whole rests; the last one's word makes it so. Returns whether it rests now.
CREATE FUNCTION access_agree_pause(pause uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  root access_deed := access_hold((SELECT p.deed_id FROM access_pause p WHERE p.id = pause));
  rests boolean;
BEGIN
  UPDATE access_pause p SET agreed = p.agreed || actor_agency()
  WHERE p.id = pause AND p.owner_id IS NULL AND p.since IS NULL AND p.until IS NULL AND actor_agency() <> ALL (p.agreed);
  IF NOT FOUND THEN
    RAISE check_violation USING MESSAGE = 'nothing waits for the consent of this agency';
  END IF;
  UPDATE access_pause p SET since = actor_at() WHERE p.id = pause AND access_all(root.id, p.agreed, actor_at());
  rests := FOUND;
  PERFORM access_settle(root.id, actor_at());
  RETURN rests;
END $$;

-- Who paused what it gives opens it again; where the whole rests, every party agrees first. Returns whether it runs again.
CREATE FUNCTION access_resume_grants(pause uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  root access_deed := access_hold((SELECT p.deed_id FROM access_pause p WHERE p.id = pause));
  runs boolean;
BEGIN
  UPDATE access_pause p SET resuming = p.resuming || actor_agency()
  WHERE p.id = pause AND p.since IS NOT NULL AND p.until IS NULL AND actor_agency() <> ALL (p.resuming)
    AND coalesce(p.owner_id, actor_agency()) = actor_agency();
  IF NOT FOUND THEN
    RAISE check_violation USING MESSAGE = 'this pause is not the agency''s to end';
  END IF;
  UPDATE access_pause p SET until = actor_at()
  WHERE p.id = pause AND (p.owner_id IS NOT NULL OR access_all(root.id, p.resuming, actor_at()));
  runs := FOUND;
  PERFORM access_settle(root.id, actor_at());
  RETURN runs;
END $$;

-- A party takes back or declines what waits for consent: that the whole rests, or that it runs again.
CREATE FUNCTION access_decline_pause(pause uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM access_hold((SELECT p.deed_id FROM access_pause p WHERE p.id = pause));
  UPDATE access_pause p SET until = CASE WHEN p.since IS NULL THEN actor_at() END, resuming = '{}'
  WHERE p.id = pause AND p.owner_id IS NULL AND p.until IS NULL AND (p.since IS NULL OR p.resuming <> '{}');
  IF NOT FOUND THEN
    RAISE check_violation USING MESSAGE = 'nothing waits for consent';
  END IF;
END $$;

-- One of several leaves, where the terms in effect let it, not before its notice is over; what it gives and gets closes then.
-- Where fewer than two would stay, the whole ends then. Returns whether it does.
CREATE FUNCTION access_leave(deal uuid, leaving timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  root access_deed := access_hold(deal);
  terms jsonb := (SELECT d.terms::jsonb FROM access_deed d
                  WHERE d.id = coalesce(access_version_at(deal, actor_at()), deal));
  days integer := coalesce((terms -> 'termination' ->> 'notice_days')::integer, 0);
  alone boolean;
BEGIN
  IF (terms ->> 'leaving')::boolean IS NOT TRUE OR access_left_at(deal, actor_agency()) IS NOT NULL
     OR leaving < ((actor_at() AT TIME ZONE 'Asia/Shanghai')::date + days + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' THEN
    RAISE check_violation USING MESSAGE = 'a party leaves once, where the terms let it, after its notice';
  END IF;
  INSERT INTO access_leaving (id, deed_id, agency_id, asked_at, officer, at, exercise_id)
  VALUES (gen_random_uuid(), deal, actor_agency(), actor_at(), actor_officer(), leaving, root.exercise_id);
  alone := (SELECT count(*) < 2 FROM unnest(root.parties) p WHERE coalesce(access_left_at(deal, p) > leaving, true));
  UPDATE access_deed SET ends_at = CASE WHEN alone AND amends IS NULL THEN least(ends_at, leaving) ELSE ends_at END
  WHERE (id = deal OR amends = deal) AND serial IS NOT NULL;  -- and who is whose partner follows (access_partner)
  PERFORM access_settle(deal, actor_at());
  RETURN alone;
END $$;

-- A party objects to automatic renewal: until the day before the end, or as many days before it as the terms ask.
CREATE FUNCTION access_object(deal uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  root access_deed := access_hold(deal);
  terms jsonb := (SELECT d.terms::jsonb FROM access_deed d WHERE d.id = coalesce(access_version_at(deal, actor_at()), deal));
BEGIN
  IF terms ->> 'renewal' IS DISTINCT FROM 'automatic' OR root.objected_at IS NOT NULL OR actor_at() >=
     root.ends_at - greatest(1, coalesce((terms ->> 'renewal_objection_days')::integer, 1)) * interval '1 day' THEN
    RAISE check_violation USING MESSAGE = 'there is nothing to object to any more';
  END IF;
  UPDATE access_deed SET objected_at = actor_at(), objected_by = actor_agency() WHERE id = deal;
END $$;

-- Renews a deed for one more period, in its last day, where the terms in effect say so and nobody has objected.
-- For the jobs, which have no actor. Returns the new end; null where there is nothing to renew.
CREATE FUNCTION access_renew(deal uuid, moment timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  root access_deed;
  terms jsonb := (SELECT d.terms::jsonb FROM access_deed d WHERE d.id = access_version_at(deal, moment));
  length interval;
BEGIN
  SELECT * INTO root FROM access_deed
  WHERE id = deal AND amends IS NULL AND serial = 0 AND objected_at IS NULL AND exercise_id IS NULL
    AND ends_at - interval '24 hours' <= moment AND moment < ends_at FOR UPDATE;
  IF root.id IS NULL OR terms ->> 'renewal' IS DISTINCT FROM 'automatic' THEN
    RETURN NULL;
  END IF;
  length := coalesce(
    make_interval(months => (root.terms::jsonb ->> 'months')::integer),
    age((root.terms::jsonb ->> 'ends_at')::timestamptz AT TIME ZONE 'Asia/Shanghai',
        coalesce((root.terms::jsonb ->> 'starts_at')::timestamptz, root.starts_at) AT TIME ZONE 'Asia/Shanghai'));
  UPDATE access_deed SET ends_at = (ends_at AT TIME ZONE 'Asia/Shanghai' + length) AT TIME ZONE 'Asia/Shanghai',
    renewed_at = moment
  WHERE id = deal RETURNING ends_at INTO root.ends_at;
  PERFORM access_settle(deal, moment);
  RETURN root.ends_at;
END $$;
GRANT EXECUTE ON FUNCTION access_pause_grants(uuid, uuid, uuid, uuid, text), access_agree_pause(uuid),
  access_resume_grants(uuid), access_decline_pause(uuid), access_leave(uuid, timestamptz), access_object(uuid) TO liandong_web;
GRANT EXECUTE ON FUNCTION access_renew(uuid, timestamptz) TO liandong_jobs;

