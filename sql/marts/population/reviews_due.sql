-- By due date. A review that was not held counts once, in the window in which it was due.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'review' as member_kind,
    -- A review held on the day care starts begins an obligation on the same day as the start does.
    concat(fact_review.child_key, ':', fact_review.since_on, ':', fact_review.due_on) as member_key,
    fact_review.child_key,
    fact_review.since_on,
    fact_review.due_on,
    fact_review.due_on as banded_on,
    fact_review.due_on as in_care_on,
    fact_review.held_on
from period
inner join fact_review
    on fact_review.authority_code = period.authority_code
    and fact_review.due_on between period.window_start and period.as_at
where
    -- Care that ended on or before the due day is out.
    (fact_review.obligation_ended_on is null or fact_review.obligation_ended_on > fact_review.due_on)
    -- Where the start of care is not held, the clock begins with the first review that is.
    and not array_contains(fact_review.flags, 'start_not_observed')
