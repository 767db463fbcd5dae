-- Counters, receipts and drafts: each seen and changed only by whom it belongs to.
CALL kernel_protect('kernel_counter',
  see    => 'starts_with(scope, (SELECT actor_agency())::text)',
  add    => 'starts_with(scope, (SELECT actor_agency())::text)',
  change => 'starts_with(scope, (SELECT actor_agency())::text)',
  remove => 'false');
CALL kernel_protect('kernel_receipt',
  see    => 'officer = (SELECT actor_officer())',
  add    => 'officer = (SELECT actor_officer())',
  change => 'officer = (SELECT actor_officer())',
  remove => 'officer = (SELECT actor_officer())');
CALL kernel_protect('kernel_draft',
  see    => 'officer = (SELECT actor_officer())',
  add    => 'officer = (SELECT actor_officer())',
  change => 'officer = (SELECT actor_officer())',
  remove => 'officer = (SELECT actor_officer())');
-- Old receipts are swept by a job: a POST is not repeated after a day.
CALL kernel_jobs('kernel_receipt', 'SELECT, DELETE');
