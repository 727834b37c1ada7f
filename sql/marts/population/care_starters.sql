-- A child counts once in a window, with its first start there (R11), so quarters do not add up to the year. A child whose
-- care may have begun in the window, since its start is not held, weighs nothing and says that the facts are short (R17).
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history and bool_and(fact_care_period.counts_as_start) as has_full_history,
    'child' as member_kind,
    fact_care_period.child_key as member_key,
    fact_care_period.child_key,
    bool_or(fact_care_period.counts_as_start) as is_start,
    min(fact_care_period.started_on) filter (where fact_care_period.counts_as_start) as care_started_on,
    -- The age at the first start in the window (R11), not the age today.
    min_by(fact_care_period.age_at_start, fact_care_period.started_on)
        filter (where fact_care_period.counts_as_start) as age_at_start,
    coalesce(
        min(fact_care_period.started_on) filter (where fact_care_period.counts_as_start),
        min(fact_care_period.started_on)
    ) as banded_on,
    coalesce(
        min(fact_care_period.started_on) filter (where fact_care_period.counts_as_start),
        min(fact_care_period.started_on)
    ) as in_care_on
from period
inner join fact_care_period
    on fact_care_period.authority_code = period.authority_code
    and fact_care_period.started_on between period.window_start and period.as_at
-- Care that ends on the day it starts covers no day (R2).
where fact_care_period.ended_on is null or fact_care_period.ended_on > fact_care_period.started_on
group by
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    fact_care_period.child_key
