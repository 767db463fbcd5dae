-- The tables the rule reads. Their own policies name only their own columns and tables below, or they would recurse.
CALL kernel_common('access_ceiling', 'what kinds of agency may ever see is everybody''s to know');
CALL kernel_common('access_key', 'public halves, to check signatures with');
GRANT INSERT ON access_key TO liandong_web;
ALTER TABLE access_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON access_key FOR SELECT TO liandong_web, liandong_jobs USING (true);
CREATE POLICY add ON access_key FOR INSERT TO liandong_web
  WITH CHECK (agency_id = (SELECT actor_agency()) AND (SELECT actor_has('signatory')));
CALL kernel_protect('access_secret',
  see    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''signatory''))',
  add    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''signatory''))',
  change => 'false',
  remove => 'false');
CALL kernel_protect('access_deed',
  see    => '(SELECT actor_agency()) = ANY (parties)',
  add    => '(SELECT actor_agency()) = ANY (parties) AND starts_at IS NULL AND ends_at IS NULL',
  change => 'false',
  remove => 'false');
CALL kernel_protect('access_signature',
  see    => 'EXISTS (SELECT FROM access_deed d WHERE d.id = deed_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND (SELECT actor_has(''signatory''))
             AND EXISTS (SELECT FROM access_key k WHERE k.id = key_id AND k.agency_id = access_signature.agency_id)',
  change => 'false',
  remove => 'false');
CALL kernel_protect('access_grant',
  see    => '(SELECT actor_agency()) IN (owner_id, agency_id)',
  add    => 'false',
  change => 'false',
  remove => 'false');
REVOKE INSERT, UPDATE, DELETE ON access_grant FROM liandong_web;
REVOKE UPDATE, DELETE ON access_deed, access_signature, access_secret FROM liandong_web;
CALL kernel_protect('access_release',
  see    => '(SELECT actor_agency()) IN (owner_id, agency_id)',
  add    => 'owner_id = (SELECT actor_agency())',
  change => 'owner_id = (SELECT actor_agency())',
  remove => 'false');
CALL kernel_protect('access_participation',
  see    => '(SELECT actor_agency()) IN (lead_id, agency_id)',
  add    => 'lead_id = (SELECT actor_agency())',
  change => 'lead_id = (SELECT actor_agency())',
  remove => 'false');
CALL kernel_protect('access_attachment',
  see    => 'owner_id = (SELECT actor_agency()) OR EXISTS (SELECT FROM access_participation p
             WHERE (p.subject_id, p.lead_id) = (access_attachment.subject_id, access_attachment.lead_id))',
  add    => 'owner_id = (SELECT actor_agency())',
  change => 'false',
  remove => 'owner_id = (SELECT actor_agency())');
-- What names a row is never changed, only when it ends.
REVOKE UPDATE ON access_release, access_participation, access_attachment FROM liandong_web;
GRANT UPDATE (ends_at) ON access_release TO liandong_web;
GRANT UPDATE (until) ON access_participation TO liandong_web;
-- The worker reads them to tell partners what opens and ends.
CALL kernel_jobs('access_deed', 'SELECT');
CALL kernel_jobs('access_grant', 'SELECT');
CALL kernel_jobs('access_release', 'SELECT');
