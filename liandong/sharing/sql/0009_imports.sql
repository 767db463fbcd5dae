-- Files of records brought in: the rows are unmasked, so only the officer who brought them sees them; the job acts as that
-- officer, under the web role. Keys of sources and saved meanings of columns are the agency's.
CALL kernel_protect('sharing_import',
  see    => 'officer = (SELECT actor_officer()) AND agency_id = (SELECT actor_agency())',
  add    => 'officer = (SELECT actor_officer()) AND agency_id = (SELECT actor_agency())',
  change => 'true',
  remove => 'true');
CALL kernel_protect('sharing_importpart',
  see    => 'EXISTS (SELECT FROM sharing_import i WHERE i.id = of_id)',
  add    => 'EXISTS (SELECT FROM sharing_import i WHERE i.id = of_id)',
  change => 'true',
  remove => 'true');
CALL kernel_protect('sharing_columnmapping',
  see    => 'agency_id = (SELECT actor_agency())',
  add    => 'agency_id = (SELECT actor_agency()) AND by = (SELECT actor_officer())',
  change => 'true',
  remove => 'true');
CALL kernel_protect('sharing_sourcekey',
  see    => 'agency_id = (SELECT actor_agency())',
  add    => 'agency_id = (SELECT actor_agency())
             AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id AND r.owner_id = (SELECT actor_agency()))',
  change => 'true',
  remove => 'true');
-- Whose it is, what it is of and what it was are not rewritten; nobody points a key at another record.
REVOKE UPDATE ON sharing_import, sharing_importpart, sharing_columnmapping, sharing_sourcekey FROM liandong_web;
GRANT UPDATE (content, columns, defaults, source, updates, dropped, stage, is_dry, parts, part, rows, done, entered, changed, known,
              faulty, odd, reason, begun_at, beat_at, ended_at) ON sharing_import TO liandong_web;
GRANT UPDATE (faults) ON sharing_importpart TO liandong_web;
GRANT UPDATE (columns, defaults, source, by, at) ON sharing_columnmapping TO liandong_web;
GRANT UPDATE (digest, door, at) ON sharing_sourcekey TO liandong_web;
-- The worker learns which imports stand still, and sweeps old ones away; of what is in them it reads nothing.
GRANT SELECT (id, officer, stage, at, beat_at, exercise_id), DELETE ON sharing_import TO liandong_jobs;
GRANT SELECT (of_id), DELETE ON sharing_importpart TO liandong_jobs;
CREATE POLICY jobs ON sharing_import TO liandong_jobs USING (true) WITH CHECK (false);
CREATE POLICY jobs ON sharing_importpart TO liandong_jobs USING (true) WITH CHECK (false);
