-- Who used another's record by an agreement: seen by both sides, and only together with the record itself. It is written by
-- who uses it, at that moment, and only where a grant of that deed and category is open between the two.
CALL kernel_protect('sharing_use',
  see    => '(SELECT actor_agency()) IN (owner_id, agency_id) AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND day = (SELECT (actor_at() AT TIME ZONE ''Asia/Shanghai'')::date)
             AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id AND r.owner_id = sharing_use.owner_id)
             AND EXISTS (SELECT FROM access_grant g WHERE g.deed_id = sharing_use.deed AND g.named = sharing_use.named
                         AND (g.owner_id, g.agency_id) = (sharing_use.owner_id, sharing_use.agency_id)
                         AND g.starts_at <= (SELECT actor_at()) AND (SELECT actor_at()) < g.ends_at)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON sharing_use FROM liandong_web;
