-- A child counts once in a window, with its last end there (R11), also when it is back in care by the as-at date. Short
-- breaks are in no period of care; a period that passes into them, or ends by X1 with nothing after it, ends (R3).
with last_ends as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_care_period.child_key,
        max_by(fact_care_period.end_reason, fact_care_period.ended_on) as end_reason,
        max(fact_care_period.ended_on) as care_ended_on
    from period
    inner join fact_care_period
        on fact_care_period.authority_code = period.authority_code
        and fact_care_period.ended_on between period.window_start and period.as_at
    -- Care that ends on the day it starts covers no day (R2).
    where fact_care_period.ended_on > fact_care_period.started_on
    group by
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_care_period.child_key
)

select
    last_ends.authority_code,
    last_ends.period_type,
    last_ends.as_at,
    last_ends.has_full_history,
    'child' as member_kind,
    last_ends.child_key as member_key,
    last_ends.child_key,
    last_ends.care_ended_on,
    last_ends.care_ended_on as banded_on,
    date_sub(last_ends.care_ended_on, 1) as in_care_on,
    coalesce(dim_end_reason.outcome, 'unknown') as outcome,
    dim_end_reason.is_planned,
    coalesce(dim_end_reason.outcome = 'special_guardianship' and dim_end_reason.is_kinship, false) as is_kinship_guardian
from last_ends
left join dim_end_reason
    on dim_end_reason.end_reason = last_ends.end_reason
