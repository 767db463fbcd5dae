-- What was owed before gets what clocks need: the period it is for, its firm due, when it is looked at, when it is missed.
UPDATE duties_duty SET
  firm_due_at = due_at,
  period_on = CASE every
    WHEN 'day' THEN (due_at AT TIME ZONE 'Asia/Shanghai')::date - 1
    WHEN 'half_year' THEN make_date(extract(year FROM (due_at AT TIME ZONE 'Asia/Shanghai')::date - 1)::integer,
      CASE WHEN extract(month FROM (due_at AT TIME ZONE 'Asia/Shanghai')::date - 1) <= 6 THEN 1 ELSE 7 END, 1)
    ELSE date_trunc(every, ((due_at AT TIME ZONE 'Asia/Shanghai')::date - 1)::timestamp)::date END,
  next_step_at = CASE WHEN outcome = '' THEN greatest(starts_at, due_at - interval '7 days') END,
  missed_at = due_at + CASE every WHEN 'day' THEN interval '1 day' WHEN 'week' THEN interval '7 days'
    WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
    WHEN 'half_year' THEN interval '6 months' ELSE interval '1 year' END;
