-- Who sees a shared record: one rule for pages, API, counts and the owner's questions. The arguments are plain, so that
-- PostgreSQL inlines the rule. What is past its review day is seen by its owner alone, until it is renewed.
CALL kernel_protect('sharing_record',
  see    => 'EXISTS (SELECT FROM access_sees(owner_id, category, level, id, region, case_class, concerns, entered_at,
                                             kept_to_id, actor_agency(), actor_department(), actor_clearance(),
                                             actor_at(), actor_exercise()))
             AND (review_on IS NULL OR owner_id = (SELECT actor_agency())
                  OR review_on >= (SELECT (actor_at() AT TIME ZONE ''Asia/Shanghai'')::date))',
  add    => 'owner_id = (SELECT actor_agency())',
  change => 'owner_id = (SELECT actor_agency())',
  remove => 'owner_id = (SELECT actor_agency())');
-- Nobody makes a row another's, and no number, kind or moment of entry is rewritten.
REVOKE UPDATE ON sharing_record FROM liandong_web;
GRANT UPDATE (role, category, level, region, case_class, concerns, handling, kept_to_id, title, elements, legal_basis,
              review_on, stage, updated_at, updated_by, version) ON sharing_record TO liandong_web;

-- A relation is there for whoever sees both ends; the inner queries run under the policy above.
CALL kernel_protect('sharing_relation',
  see    => 'EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)
             AND EXISTS (SELECT FROM sharing_record c WHERE c.id = case_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer())
             AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)
             AND EXISTS (SELECT FROM sharing_record c WHERE c.id = case_id AND c.kind = ''case'')',
  change => 'false',
  remove => 'agency_id = (SELECT actor_agency())');

-- What was shown to an officer is that officer's; the owner reads it in the ledger.
CALL kernel_protect('sharing_reveal',
  see    => 'officer = (SELECT actor_officer())',
  add    => 'officer = (SELECT actor_officer()) AND agency_id = (SELECT actor_agency())
             AND EXISTS (SELECT FROM sharing_record r WHERE r.id = record_id)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE ON sharing_relation, sharing_reveal FROM liandong_web;
REVOKE DELETE ON sharing_reveal FROM liandong_web;
