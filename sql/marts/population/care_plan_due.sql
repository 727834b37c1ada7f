-- The day care starts is day 0 (R9). A child whose care may have begun before, since its start is not held, weighs nothing
-- and says that the facts are short (R17).
with last_starts as (
    select
        period.authority_code,
        period.as_at,
        max(day_0.date) as last_start_on
    from period
    inner join dim_date
        on dim_date.date = period.as_at
    inner join dim_date as day_0
        on day_0.working_day_number = dim_date.working_day_number - 10
    group by period.authority_code, period.as_at
)

select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history
    and (looked_after.history_from is null or looked_after.history_from <= last_starts.last_start_on) as has_full_history,
    'child' as member_kind,
    looked_after.child_key as member_key,
    looked_after.child_key,
    looked_after.care_started_on <= last_starts.last_start_on as is_in_care_10_working_days,
    period.as_at as banded_on,
    period.as_at as in_care_on
from period
inner join last_starts
    on last_starts.authority_code = period.authority_code
    and last_starts.as_at = period.as_at
inner join looked_after
    on looked_after.authority_code = period.authority_code
    and looked_after.as_at = period.as_at
where
    looked_after.care_started_on <= last_starts.last_start_on
    or looked_after.care_started_on >= looked_after.history_from
