with first_starts as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        fact_care_period.child_key,
        -- The age at the first start in the window (R11), not the age today.
        min_by(fact_care_period.age_at_start, fact_care_period.started_on) as age_at_start,
        bool_and(period.window_start >= period.history_from) as has_full_history
    from period
    inner join fact_care_period
        on fact_care_period.authority_code = period.authority_code
        and fact_care_period.started_on between period.window_start and period.as_at
    where
        fact_care_period.counts_as_start
        -- Care that ends on the day it starts covers no day (R2).
        and (fact_care_period.ended_on is null or fact_care_period.ended_on > fact_care_period.started_on)
    group by period.authority_code, period.period_type, period.as_at, fact_care_period.child_key
)

select
    authority_code,
    period_type,
    as_at,
    'child' as member_kind,
    cast(child_key as string) as member_key,
    -- An unknown age stays in the denominator (R14).
    if(age_at_start = 0, 1, 0) as numerator,
    1 as denominator,
    has_full_history
from first_starts
