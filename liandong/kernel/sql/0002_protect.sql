-- A new table is closed to the web role until one of these two procedures opens it: nothing can be forgotten open.

CREATE PROCEDURE kernel_protect(tab regclass, see text, add text, change text, remove text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO liandong_web', tab);
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tab);
  EXECUTE format('CREATE POLICY see ON %s FOR SELECT TO liandong_web USING (%s)', tab, see);
  EXECUTE format('CREATE POLICY add ON %s FOR INSERT TO liandong_web WITH CHECK (%s)', tab, add);
  -- `see` stands in both: a statement that reads no column is not asked for it, and would change what it cannot see;
  -- and a changed row must stay visible to who changed it, as PostgreSQL itself asks.
  EXECUTE format('CREATE POLICY change ON %s FOR UPDATE TO liandong_web USING ((%s) AND (%s)) WITH CHECK (%s)',
                 tab, see, change, see);
  EXECUTE format('CREATE POLICY remove ON %s FOR DELETE TO liandong_web USING ((%s) AND (%s))', tab, see, remove);
  -- Drills: a row belongs to one exercise or to real life, and neither sees the other.
  EXECUTE format('ALTER TABLE %s ADD COLUMN exercise_id uuid', tab);
  EXECUTE format($q$ALTER TABLE %s ALTER COLUMN exercise_id SET DEFAULT
    CASE WHEN current_setting('liandong.actor', true) <> '' THEN actor_exercise() END$q$, tab);
  EXECUTE format('CREATE POLICY exercise ON %s AS RESTRICTIVE TO liandong_web
    USING (exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise()))', tab);
END $$;

CREATE PROCEDURE kernel_common(tab regclass, why text, rights text DEFAULT 'SELECT') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('COMMENT ON TABLE %s IS %L', tab, 'common: ' || why);
  EXECUTE format('GRANT %s ON %s TO liandong_web, liandong_jobs', rights, tab);
END $$;

-- The worker sees across agencies by this explicit policy, not by BYPASSRLS, which managed servers do not give.
CREATE PROCEDURE kernel_jobs(tab regclass, rights text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT %s ON %s TO liandong_jobs', rights, tab);
  EXECUTE format('CREATE POLICY jobs ON %s TO liandong_jobs USING (true) WITH CHECK (true)', tab);
END $$;
