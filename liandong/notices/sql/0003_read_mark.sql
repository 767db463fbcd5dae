-- How far an officer has read is the officer's own affair.
CALL kernel_protect('notices_read_mark',
  see    => 'officer = (SELECT actor_officer())',
  add    => 'officer = (SELECT actor_officer())',
  change => 'officer = (SELECT actor_officer())',
  remove => 'false');
REVOKE DELETE ON notices_read_mark FROM liandong_web;
