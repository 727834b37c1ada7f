-- One review a day in care, however often it is recorded.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'review' as member_kind,
    concat(fact_review.child_key, ':', fact_review.held_on) as member_key,
    fact_review.child_key,
    fact_review.held_on,
    fact_review.held_on as banded_on,
    fact_review.held_on as in_care_on,
    fact_review.counts_for_participation,
    fact_review.has_participated
from period
inner join fact_review
    on fact_review.authority_code = period.authority_code
    and fact_review.held_on between period.window_start and period.as_at
