-- The planner takes IS NOT DISTINCT FROM what it learns only while running for a condition that hardly any row meets: the column
-- is null in almost all of them. It expected one row of every protected table, and joined, sorted and searched accordingly.
-- A condition it cannot look into it takes for one that half of the rows meet; what is seen stays the same to the row.
CREATE OR REPLACE PROCEDURE kernel_protect(tab regclass, see text, add text, change text, remove text) LANGUAGE plpgsql AS $$
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
    USING (CASE WHEN exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise()) THEN true ELSE false END)', tab);
END $$;

-- The tables that were protected before.
DO $$ DECLARE tab regclass; BEGIN
  FOR tab IN SELECT polrelid FROM pg_policy WHERE polname = 'exercise' LOOP
    EXECUTE format('ALTER POLICY exercise ON %s
      USING (CASE WHEN exercise_id IS NOT DISTINCT FROM (SELECT actor_exercise()) THEN true ELSE false END)', tab);
  END LOOP;
END $$;
