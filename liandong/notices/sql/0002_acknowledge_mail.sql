-- Posts instead of roles alone, acknowledgement, preferences and the outbox.

-- Every post the actor holds: roles, roles in the own department, and oneself. Its twin is rules.posts.
CREATE FUNCTION notices_posts() RETURNS text[] LANGUAGE sql STABLE PARALLEL RESTRICTED
  RETURN (SELECT array_agg(role) FROM jsonb_array_elements_text(kernel_actor() -> 'roles') role)
      || (SELECT array_agg(role || ':' || (kernel_actor() ->> 'department'))
          FROM jsonb_array_elements_text(kernel_actor() -> 'roles') role WHERE kernel_actor() ->> 'department' IS NOT NULL)
      || ARRAY[':' || (kernel_actor() ->> 'officer')];
GRANT EXECUTE ON FUNCTION notices_posts() TO liandong_web, liandong_jobs;

DROP POLICY see ON notices_notice;
DROP POLICY add ON notices_notice;
DROP POLICY change ON notices_notice;
CREATE POLICY see ON notices_notice FOR SELECT TO liandong_web USING (
  agency_id = (SELECT actor_agency()) AND (
    (roles = '{}' OR (SELECT kernel_actor() -> 'roles') ?| roles::text[])
      AND (department_id IS NULL OR department_id = (SELECT actor_department()))
    OR raised::text[] && (SELECT notices_posts())));
CREATE POLICY add ON notices_notice FOR INSERT TO liandong_web WITH CHECK (
  sender_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
  AND acknowledged_at IS NULL AND acknowledged_by IS NULL AND mailed_at IS NULL);
-- Who sees it may acknowledge it: once, in their own name, at their own moment.
CREATE POLICY change ON notices_notice FOR UPDATE TO liandong_web
  USING (agency_id = (SELECT actor_agency()) AND reply_minutes IS NOT NULL AND acknowledged_at IS NULL AND (
    (roles = '{}' OR (SELECT kernel_actor() -> 'roles') ?| roles::text[])
      AND (department_id IS NULL OR department_id = (SELECT actor_department()))
    OR raised::text[] && (SELECT notices_posts())))
  WITH CHECK (agency_id = (SELECT actor_agency()) AND acknowledged_at = (SELECT actor_at())
              AND acknowledged_by = (SELECT actor_officer()));
GRANT UPDATE (acknowledged_at, acknowledged_by, acknowledged_note) ON notices_notice TO liandong_web;
-- The worker raises what nobody acknowledges, and sees who gets a mail.
GRANT UPDATE (raised, next_step_at, mailed_at) ON notices_notice TO liandong_jobs;

CALL kernel_protect('notices_preference',
  see    => 'officer = (SELECT actor_officer())',
  add    => 'officer = (SELECT actor_officer())',
  change => 'officer = (SELECT actor_officer())',
  remove => 'false');
REVOKE DELETE ON notices_preference FROM liandong_web;
CALL kernel_jobs('notices_preference', 'SELECT');

-- Officers see their own mails, administrators those of their agency and have them tried again; only the worker adds any.
CALL kernel_protect('notices_mail',
  see    => 'officer = (SELECT actor_officer()) OR agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  add    => 'false',
  change => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator'')) AND state IN (''failed'', ''bounced'')',
  remove => 'false');
DROP POLICY change ON notices_mail;
CREATE POLICY change ON notices_mail FOR UPDATE TO liandong_web
  USING (agency_id = (SELECT actor_agency()) AND (SELECT actor_has('administrator')) AND state IN ('failed', 'bounced'))
  WITH CHECK (agency_id = (SELECT actor_agency()) AND state = 'queued' AND tries = 0 AND next_try_at = (SELECT actor_at()));
REVOKE INSERT, UPDATE, DELETE ON notices_mail FROM liandong_web;
GRANT UPDATE (state, tries, next_try_at) ON notices_mail TO liandong_web;
CALL kernel_jobs('notices_mail', 'SELECT, INSERT, UPDATE');

-- What was told before there were mails is not mailed now; three kinds get the name of their group.
UPDATE notices_notice SET mailed_at = at WHERE mailed_at IS NULL;
UPDATE notices_notice SET kind = 'sharing.' || kind WHERE kind IN ('opened', 'released', 'recalled');
