-- Duty rosters: the month is the agency's own; partners with an agreement in force see that there is a published roster, who
-- is on duty at their moment, and what an edition changed. Emergency contacts: known like desks; calls are for both sides.

CALL kernel_protect('agencies_roster',
  see    => 'agency_id = (SELECT actor_agency()) OR edition > 0 AND agency_id IN (SELECT agencies_partners())',
  add    => 'agency_id = (SELECT actor_agency()) AND edition = 0
             AND (SELECT kernel_actor() -> ''roles'') ?| ARRAY[''administrator'', ''clerk'', ''head'']
             AND (department_id IS NULL OR EXISTS (SELECT FROM agencies_department d WHERE d.id = department_id
                                                   AND d.agency_id = agencies_roster.agency_id))',
  change => 'agency_id = (SELECT actor_agency())
             AND (SELECT kernel_actor() -> ''roles'') ?| ARRAY[''administrator'', ''clerk'', ''head'']',
  remove => 'false');
REVOKE UPDATE, DELETE ON agencies_roster FROM liandong_web;
GRANT UPDATE (edition, published_at, version) ON agencies_roster TO liandong_web;

-- A partner sees a shift of the present edition while it runs, and no other.
CALL kernel_protect('agencies_shift',
  see    => 'agency_id = (SELECT actor_agency())
             OR added_in IS NOT NULL AND dropped_in IS NULL AND starts_at <= (SELECT actor_at())
                AND (SELECT actor_at()) < ends_at AND agency_id IN (SELECT agencies_partners())',
  add    => 'agency_id = (SELECT actor_agency()) AND added_in IS NULL AND dropped_in IS NULL AND NOT going
             AND (SELECT kernel_actor() -> ''roles'') ?| ARRAY[''administrator'', ''clerk'', ''head'']
             AND EXISTS (SELECT FROM agencies_roster r WHERE r.id = roster_id AND r.agency_id = agencies_shift.agency_id)
             AND EXISTS (SELECT FROM agencies_officer o WHERE o.id = officer_id AND o.agency_id = agencies_shift.agency_id)',
  change => 'agency_id = (SELECT actor_agency()) AND dropped_in IS NULL
             AND (SELECT kernel_actor() -> ''roles'') ?| ARRAY[''administrator'', ''clerk'', ''head'']',
  remove => 'agency_id = (SELECT actor_agency()) AND added_in IS NULL
             AND (SELECT kernel_actor() -> ''roles'') ?| ARRAY[''administrator'', ''clerk'', ''head'']');
REVOKE UPDATE ON agencies_shift FROM liandong_web;
GRANT UPDATE (added_in, dropped_in, going) ON agencies_shift TO liandong_web;

CALL kernel_protect('agencies_rosteredition',
  see    => 'agency_id = (SELECT actor_agency()) OR agency_id IN (SELECT agencies_partners())',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND EXISTS (SELECT FROM agencies_roster r WHERE r.id = roster_id AND r.agency_id = agencies_rosteredition.agency_id)
             AND (SELECT kernel_actor() -> ''roles'') ?| ARRAY[''administrator'', ''clerk'', ''head'']',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON agencies_rosteredition FROM liandong_web;

-- The owner and who acknowledged; a partner speaks for itself, at its own moment, of an edition it sees.
CALL kernel_protect('agencies_rosteracknowledgement',
  see    => '(SELECT actor_agency()) IN (owner_id, agency_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND owner_id <> agency_id AND officer = (SELECT actor_officer())
             AND at = (SELECT actor_at())
             AND EXISTS (SELECT FROM agencies_rosteredition e WHERE e.id = edition_id AND e.agency_id = owner_id)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON agencies_rosteracknowledgement FROM liandong_web;

CALL kernel_protect('agencies_contact',
  see    => 'agency_id = (SELECT actor_agency()) OR ended_at IS NULL AND agency_id IN (SELECT agencies_known())',
  add    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator'')) AND changed_at = (SELECT actor_at())
             AND tested_at IS NULL AND answer = ''''',
  change => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  remove => 'false');
REVOKE UPDATE, DELETE ON agencies_contact FROM liandong_web;
GRANT UPDATE (function, name, phone, backup_phone, changed_at, ended_at, version) ON agencies_contact TO liandong_web;
CALL kernel_jobs('agencies_contact', 'SELECT, UPDATE (reminded_on)');

CALL kernel_protect('agencies_testcall',
  see    => '(SELECT actor_agency()) IN (owner_id, agency_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND EXISTS (SELECT FROM agencies_contact c WHERE c.id = contact_id AND c.agency_id = owner_id
                         AND c.ended_at IS NULL)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON agencies_testcall FROM liandong_web;

CALL kernel_protect('agencies_testplan',
  see    => 'agency_id = (SELECT actor_agency()) OR agency_id IN (SELECT agencies_known())',
  add    => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  change => 'agency_id = (SELECT actor_agency()) AND (SELECT actor_has(''administrator''))',
  remove => 'false');
REVOKE UPDATE, DELETE ON agencies_testplan FROM liandong_web;
GRANT UPDATE (every_days, version) ON agencies_testplan TO liandong_web;
CALL kernel_jobs('agencies_testplan', 'SELECT');

-- A call stands on its contact, whichever side made it: so both know when the next is due.
CREATE FUNCTION agencies_called() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE agencies_contact SET tested_at = NEW.at, answer = NEW.answer
  WHERE id = NEW.contact_id AND (tested_at IS NULL OR tested_at <= NEW.at);
  RETURN NULL;
END $$;
CREATE TRIGGER agencies_called AFTER INSERT ON agencies_testcall FOR EACH ROW EXECUTE FUNCTION agencies_called();
