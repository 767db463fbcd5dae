-- Everybody knows every command centre; the agency's own administrators say what it is.
CALL kernel_protect('agencies_commandcentre',
  see    => 'true',
  add    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  change => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  remove => 'false');
REVOKE UPDATE ON agencies_commandcentre FROM liandong_web;
GRANT UPDATE (name, level, phone, duties, powers, version) ON agencies_commandcentre TO liandong_web;
