-- What was given an earlier end (by notice, by consent, because nobody stays) is not renewed by itself afterwards.
CREATE FUNCTION access_ends_earlier() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.objected_at := CASE WHEN current_setting('liandong.actor', true) <> '' THEN actor_at() ELSE NEW.ends_at END;
  RETURN NEW;
END $$;
CREATE TRIGGER access_ends_earlier BEFORE UPDATE OF ends_at ON access_deed FOR EACH ROW
  WHEN (OLD.serial = 0 AND NEW.ends_at < OLD.ends_at AND NEW.objected_at IS NULL) EXECUTE FUNCTION access_ends_earlier();
REVOKE EXECUTE ON FUNCTION access_ends_earlier() FROM PUBLIC;
