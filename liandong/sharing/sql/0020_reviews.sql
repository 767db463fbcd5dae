-- Seven days before the review day of a record, and on it, its owner is told once; the answer names agencies and counts alone.
-- Only the jobs ask. A day that was missed is made up by the next; a renewed record is told of anew.
CREATE FUNCTION sharing_reviews_to_tell(today date) RETURNS TABLE (owner uuid, exercise uuid, ahead bigint, last bigint, day date)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH told AS (
    UPDATE sharing_record r SET review_told = CASE WHEN r.review_on <= today THEN r.review_on ELSE r.review_on - 7 END
    WHERE r.review_on <= today + 7 AND r.review_on >= today - 30 AND r.stage <> 'closed' AND r.removed_at IS NULL
      AND r.review_told IS DISTINCT FROM CASE WHEN r.review_on <= today THEN r.review_on ELSE r.review_on - 7 END
    RETURNING r.owner_id, r.exercise_id, r.review_on)
  SELECT owner_id, exercise_id, count(*) FILTER (WHERE review_on > today), count(*) FILTER (WHERE review_on <= today),
         min(review_on)
  FROM told GROUP BY owner_id, exercise_id
$$;
REVOKE ALL ON FUNCTION sharing_reviews_to_tell(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharing_reviews_to_tell(date) TO liandong_jobs;
CREATE INDEX record_review ON sharing_record (review_on) WHERE review_on IS NOT NULL;
