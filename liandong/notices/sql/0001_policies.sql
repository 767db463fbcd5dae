-- A notice belongs to the agency it was told to; who told it, and when, cannot be made up.
CALL kernel_protect('notices_notice',
  see    => 'agency_id = (SELECT actor_agency())
             AND (roles = ''{}'' OR (SELECT kernel_actor() -> ''roles'') ?| roles::text[])',
  add    => 'sender_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())',
  change => 'false',
  remove => 'false');
CALL kernel_protect('notices_read',
  see    => 'officer = (SELECT actor_officer())',
  add    => 'officer = (SELECT actor_officer()) AND EXISTS (SELECT FROM notices_notice n WHERE n.id = notice_id)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON notices_notice, notices_read FROM liandong_web;
-- Reminders come from the worker.
CALL kernel_jobs('notices_notice', 'SELECT, INSERT');
CALL kernel_jobs('notices_read', 'SELECT');
