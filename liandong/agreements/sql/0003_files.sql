-- Beside an agreement only its parties keep files, for each other: a stranger lays nothing on their page.
CREATE POLICY beside_agreement ON documents_file AS RESTRICTIVE FOR INSERT TO liandong_web
  WITH CHECK (subject_kind <> 'agreement' OR EXISTS (
    SELECT FROM agreements_agreement a WHERE a.id = subject
      AND (SELECT actor_agency()) = ANY (a.parties || a.drafter_id) AND audience <@ (a.parties || a.drafter_id)
      AND (a.sent_at IS NOT NULL OR audience <@ ARRAY[a.drafter_id])));
