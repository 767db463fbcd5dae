-- A paper original is how an agreement came about: scans that were laid and turned down, and why. Who is above a party reads what
-- was signed, and the deed says that the signatures stand on paper, on which days, over which scan; the original is its parties'.
ALTER POLICY see ON agreements_original USING (
  EXISTS (SELECT FROM agreements_agreement a WHERE a.id = agreement_id AND (SELECT actor_agency()) = ANY (a.parties)));
