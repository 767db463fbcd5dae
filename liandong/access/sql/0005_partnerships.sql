-- While a deed gives something its parties have an agreement in force: modules below know it by agencies_partnership.
CREATE FUNCTION access_partner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO agencies_partnership (id, agency_id, partner_id, basis, starts_at, ends_at, exercise_id)
  SELECT gen_random_uuid(), a, b, NEW.id, NEW.starts_at, NEW.ends_at, NEW.exercise_id
  FROM unnest(NEW.parties) a, unnest(NEW.parties) b WHERE a <> b
  ON CONFLICT (agency_id, partner_id, basis) DO UPDATE SET starts_at = EXCLUDED.starts_at, ends_at = EXCLUDED.ends_at;
  RETURN NULL;
END $$;
CREATE TRIGGER access_partner AFTER INSERT OR UPDATE OF starts_at, ends_at ON access_deed
  FOR EACH ROW WHEN (NEW.starts_at IS NOT NULL) EXECUTE FUNCTION access_partner();

-- What was in force before there was such a table.
INSERT INTO agencies_partnership (id, agency_id, partner_id, basis, starts_at, ends_at, exercise_id)
SELECT gen_random_uuid(), a, b, d.id, d.starts_at, d.ends_at, d.exercise_id
FROM access_deed d, unnest(d.parties) a, unnest(d.parties) b WHERE a <> b AND d.starts_at IS NOT NULL;
