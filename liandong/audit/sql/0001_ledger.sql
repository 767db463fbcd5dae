-- The ledger is sealed by transaction: below the oldest running one, no row can appear any more.
-- After a restore into a new cluster transaction ids start low again: `restore` sets the offset above the highest stored one.
CREATE TABLE audit_offset (single boolean PRIMARY KEY DEFAULT true CHECK (single), value numeric NOT NULL);
INSERT INTO audit_offset VALUES (true, 0);

CREATE FUNCTION audit_xact(xact xid8) RETURNS xid8 LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN ((xact::text::numeric + (SELECT value FROM audit_offset))::text)::xid8;

-- Plain strings only: a line that cannot be digested would stop the seal for everybody.
ALTER TABLE audit_entry ADD CONSTRAINT plain_facts CHECK (
  jsonb_typeof(facts) = 'object' AND NOT jsonb_path_exists(facts, 'strict $.* ? (@.type() <> "string")'));
ALTER TABLE audit_entry ADD COLUMN xact xid8 NOT NULL DEFAULT audit_xact(pg_current_xact_id());
CREATE INDEX audit_entry_order ON audit_entry (xact, seq);

CREATE TABLE audit_batch (
  number integer PRIMARY KEY, from_xact xid8 NOT NULL, to_xact xid8 NOT NULL,
  rows integer NOT NULL, root bytea NOT NULL, head bytea NOT NULL, at timestamptz NOT NULL
);

CALL kernel_protect('audit_entry',
  see    => '(SELECT actor_agency()) = ANY (audience)',
  add    => 'officer = (SELECT actor_officer()) AND agency = (SELECT actor_agency()) AND at = (SELECT actor_at())',
  change => 'false',
  remove => 'false');
-- Append only; and nobody chooses seq or xact, or a row could be slipped into a sealed batch.
REVOKE INSERT, UPDATE, DELETE ON audit_entry FROM liandong_web;
GRANT INSERT (at, officer, agency, verb, kind, subject, purpose, facts, change, audience, salt, digest)
  ON audit_entry TO liandong_web, liandong_jobs;

-- The sealing job sees every agency's lines, and says so; it adds its own, and changes none.
CALL kernel_jobs('audit_entry', 'SELECT');
CALL kernel_common('audit_batch', 'sealed heads are for everybody to keep');
GRANT INSERT ON audit_batch TO liandong_jobs;
GRANT EXECUTE ON FUNCTION audit_xact(xid8) TO liandong_web, liandong_jobs;

-- What a partner needs to prove its own lines: the salted digests of a batch in which it has a line; digests say nothing.
CREATE FUNCTION audit_leaves(batch integer) RETURNS TABLE (seq bigint, digest bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.seq, e.digest FROM audit_batch b JOIN audit_entry e ON e.xact >= b.from_xact AND e.xact < b.to_xact
  WHERE b.number = batch AND EXISTS (
    SELECT FROM audit_entry mine WHERE mine.xact >= b.from_xact AND mine.xact < b.to_xact
      AND actor_agency() = ANY (mine.audience))
  ORDER BY e.xact, e.seq
$$;
GRANT EXECUTE ON FUNCTION audit_leaves(integer) TO liandong_web;
