-- By due date. A review that was not held counts once, in the window in which it was due. Where earlier reviews of the
-- child may be missing, the clock begins with the first one held: that one weighs nothing and says that the facts are
-- short (R17).
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history
    and not array_contains(fact_review.flags, 'start_not_observed') as has_full_history,
    'review' as member_kind,
    -- A review held on the day care starts begins an obligation on the same day as the start does.
    concat(fact_review.child_key, ':', fact_review.since_on, ':', fact_review.due_on) as member_key,
    fact_review.child_key,
    fact_review.since_on,
    fact_review.due_on,
    fact_review.due_on as banded_on,
    fact_review.due_on as in_care_on,
    fact_review.held_on,
    not array_contains(fact_review.flags, 'start_not_observed') as is_judged
from period
inner join fact_review
    on fact_review.authority_code = period.authority_code
    and fact_review.due_on between period.window_start and period.as_at
-- Care that ended on or before the due day is out.
where fact_review.obligation_ended_on is null or fact_review.obligation_ended_on > fact_review.due_on
