-- A supplement amends a signed agreement of its drafter's agency that runs; a successor follows one. The link never changes.
CREATE FUNCTION agreements_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.amends_id IS NOT NULL AND (NEW.follows_id IS NOT NULL OR NOT EXISTS (
       SELECT FROM agreements_agreement a JOIN access_deed d ON d.id = a.id
       WHERE a.id = NEW.amends_id AND a.amends_id IS NULL AND a.stage = 'signed' AND d.ends_at > actor_at()
         AND actor_agency() = ANY (d.parties) AND coalesce(access_left_at(d.id, actor_agency()) > actor_at(), true)
         AND d.exercise_id IS NOT DISTINCT FROM actor_exercise()))
     OR NEW.follows_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM agreements_agreement a
       WHERE a.id = NEW.follows_id AND a.amends_id IS NULL AND a.stage = 'signed' AND actor_agency() = ANY (a.parties)
         AND a.exercise_id IS NOT DISTINCT FROM actor_exercise()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'an agreement amends or follows one that its drafter signed';
  END IF;
  NEW.suspended_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER link BEFORE INSERT ON agreements_agreement FOR EACH ROW
  WHEN (NEW.amends_id IS NOT NULL OR NEW.follows_id IS NOT NULL OR NEW.suspended_at IS NOT NULL)
  EXECUTE FUNCTION agreements_link();

-- What is laid down for a supplement amends what the supplement says it amends, and nothing else does.
CREATE FUNCTION agreements_guard_link() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM access_deed d WHERE d.id = NEW.id AND d.amends IS NOT DISTINCT FROM NEW.amends_id) THEN
    RAISE check_violation USING MESSAGE = 'the deed amends another agreement';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_link BEFORE UPDATE OF stage ON agreements_agreement FOR EACH ROW
  WHEN (OLD.stage = 'sent' AND NEW.stage = 'agreed') EXECUTE FUNCTION agreements_guard_link();

-- The moments of a signed agreement are those of its deed, whoever changed them: closed, renewed, amended, taken over.
CREATE FUNCTION agreements_keep_moments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE agreements_agreement a SET starts_at = NEW.starts_at, ends_at = NEW.ends_at
  WHERE a.id = NEW.id AND a.stage = 'signed' AND (a.starts_at, a.ends_at) IS DISTINCT FROM (NEW.starts_at, NEW.ends_at);
  RETURN NULL;
END $$;
CREATE TRIGGER agreements_keep_moments AFTER UPDATE OF starts_at, ends_at ON access_deed FOR EACH ROW
  EXECUTE FUNCTION agreements_keep_moments();

-- Since when the whole agreement rests; null while it runs.
CREATE FUNCTION agreements_keep_rest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE agreements_agreement a SET suspended_at = CASE WHEN NEW.until IS NULL THEN NEW.since END WHERE a.id = NEW.deed_id;
  RETURN NULL;
END $$;
CREATE TRIGGER agreements_keep_rest AFTER UPDATE OF since, until ON access_pause FOR EACH ROW
  WHEN (NEW.owner_id IS NULL AND NEW.since IS NOT NULL) EXECUTE FUNCTION agreements_keep_rest();
REVOKE EXECUTE ON FUNCTION agreements_link(), agreements_guard_link(), agreements_keep_moments(), agreements_keep_rest()
  FROM PUBLIC;

-- The worker reminds of the end, and remembers how many days ahead it did.
GRANT UPDATE (reminded_days) ON agreements_agreement TO liandong_jobs;
