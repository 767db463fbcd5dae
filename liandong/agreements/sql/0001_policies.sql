-- A draft is its drafter's alone; once sent it is its parties', and what names them is written by functions alone.
CALL kernel_protect('agreements_agreement',
  see    => 'drafter_id = (SELECT actor_agency()) OR sent_at IS NOT NULL AND (SELECT actor_agency()) = ANY (parties)',
  add    => 'drafter_id = (SELECT actor_agency()) AND stage = ''draft'' AND sent_at IS NULL AND signed_text = ''''
             AND made_by = (SELECT actor_officer()) AND made_at = (SELECT actor_at())',
  change => 'stage <> ''withdrawn'' AND CASE WHEN sent_at IS NULL THEN drafter_id = (SELECT actor_agency())
             ELSE (SELECT actor_agency()) = ANY (parties) END',
  remove => 'drafter_id = (SELECT actor_agency()) AND sent_at IS NULL');
REVOKE UPDATE ON agreements_agreement FROM liandong_web;
GRANT UPDATE (number, title, stage, text, terms, signed_text, edition, version, sent_at, agreed_at, signed_at, starts_at,
              ends_at, notice_at, notice_by, notice_why, withdrawn_at, withdrawn_why, begun_told_at)
  ON agreements_agreement TO liandong_web;

CALL kernel_protect('agreements_source',
  see    => 'EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id)',
  add    => 'EXISTS (SELECT FROM agreements_agreement a
             WHERE a.id = agreement_id AND a.drafter_id = (SELECT actor_agency()) AND a.sent_at IS NULL)',
  change => 'false',
  remove => 'EXISTS (SELECT FROM agreements_agreement a
             WHERE a.id = agreement_id AND a.drafter_id = (SELECT actor_agency()) AND a.sent_at IS NULL)');
CALL kernel_protect('agreements_version',
  see    => 'EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id AND a.stage = ''sent''
                         AND a.edition = agreements_version.edition
                         AND a.terms = agreements_version.terms AND (SELECT actor_agency()) = ANY (a.parties))',
  change => 'false',
  remove => 'false');
CALL kernel_protect('agreements_consent',
  see    => 'EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id)',
  add    => 'agency_id = (SELECT actor_agency()) AND officer = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id AND a.stage = ''sent''
                         AND a.edition = agreements_consent.edition AND (SELECT actor_agency()) = ANY (a.parties))',
  change => 'false',
  remove => 'false');
REVOKE UPDATE ON agreements_source, agreements_version, agreements_consent FROM liandong_web;
REVOKE DELETE ON agreements_version, agreements_consent FROM liandong_web;

-- The worker tells the parties when an agreement begins and ends, and remembers that it did.
CALL kernel_jobs('agreements_agreement', 'SELECT');
GRANT UPDATE (begun_told_at, end_told_at) ON agreements_agreement TO liandong_jobs;
