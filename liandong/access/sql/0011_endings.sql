-- Ends a deed for functions of modules above, which have checked that its terms let it end so; nobody else may call it.
-- The whole series ends with its root; returns how many grants changed.
CREATE FUNCTION access_end(deal uuid, ending timestamptz, moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE access_deed SET ends_at = least(ends_at, greatest(ending, moment))
  WHERE id = deal AND amends IS NULL AND starts_at IS NOT NULL;
  RETURN access_settle(deal, moment);
END $$;
REVOKE EXECUTE ON FUNCTION access_end(uuid, timestamptz, timestamptz) FROM PUBLIC;

-- The terms of a series that are in effect at that moment; before it begins and after its end those of its root. For
-- functions of modules above.
CREATE FUNCTION access_terms_at(deal uuid, moment timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT d.terms::jsonb FROM access_deed d WHERE d.id = coalesce(access_version_at(deal, moment), deal));

-- Its parties that have not left by then.
CREATE FUNCTION access_staying(deal uuid, moment timestamptz) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT array_agg(p) FROM access_deed d, unnest(d.parties) p
          WHERE d.id = deal AND coalesce(access_left_at(deal, p) > moment, true));
REVOKE EXECUTE ON FUNCTION access_terms_at(uuid, timestamptz), access_staying(uuid, timestamptz) FROM PUBLIC;
