-- A child counts once in a window, with its first start there (R11), so quarters do not add up to the year.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    'child' as member_kind,
    cast(fact_care_period.child_key as string) as member_key,
    1 as numerator,
    cast(null as int) as denominator,
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
