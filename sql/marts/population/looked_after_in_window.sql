-- The denominator of the national file on children missing: everybody looked after at any time in the year, not on its last day.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'child' as member_kind,
    fact_care_period.child_key as member_key,
    period.window_start,
    fact_care_period.child_key,
    -- Who is in care no longer is banded on the last day in care (R20).
    max(least(period.as_at, date_sub(fact_care_period.ended_on, 1))) as banded_on,
    max(least(period.as_at, date_sub(fact_care_period.ended_on, 1))) as in_care_on
from period
inner join fact_care_period
    on fact_care_period.authority_code = period.authority_code
    and fact_care_period.started_on <= period.as_at
    and (fact_care_period.ended_on is null or fact_care_period.ended_on > period.window_start)
-- Care that ends on the day it starts covers no day (R2).
where fact_care_period.ended_on is null or fact_care_period.ended_on > fact_care_period.started_on
group by
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    period.window_start,
    fact_care_period.child_key
