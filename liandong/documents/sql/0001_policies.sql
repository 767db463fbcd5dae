-- A file is seen by the agency that kept it and those it was kept for; nobody changes or removes one.

-- Whether a newer version stands in line: after a file of one's own, of the same kind about the same subject.
CREATE FUNCTION documents_in_line(before uuid, of_kind text, about text, key uuid, number integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN before IS NULL AND number = 1 OR EXISTS (
    SELECT FROM documents_file f WHERE f.id = before AND f.agency_id = actor_agency() AND f.kind = of_kind
      AND f.subject_kind = about AND f.subject = key AND f.edition = number - 1
      AND f.exercise_id IS NOT DISTINCT FROM actor_exercise());
END $$;
GRANT EXECUTE ON FUNCTION documents_in_line(uuid, text, text, uuid, integer) TO liandong_web;

CALL kernel_protect('documents_file',
  see    => 'agency_id = (SELECT actor_agency()) OR (SELECT actor_agency()) = ANY (audience)',
  add    => 'agency_id = (SELECT actor_agency()) AND by = (SELECT actor_officer()) AND at = (SELECT actor_at())
             AND documents_in_line(follows_id, kind, subject_kind, subject, edition)',
  change => 'false',
  remove => 'false');
REVOKE UPDATE, DELETE ON documents_file FROM liandong_web;

-- What is said of a file is true of its bytes, whoever writes it.
ALTER TABLE documents_file ADD CONSTRAINT digest_of_content
  CHECK (digest = encode(sha256(content), 'hex') AND size = octet_length(content));
CALL kernel_jobs('documents_file', 'SELECT');
