-- Periods of care say who is looked after on both days: the day before the first window is no as-at date, so looked_after
-- does not have it.
with children as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_care_period.child_key,
        -- Who is in care no longer is banded on the last day in care (R20).
        max(least(period.as_at, date_sub(fact_care_period.ended_on, 1))) as banded_on,
        bool_or(
            fact_care_period.ended_on is null or fact_care_period.ended_on > period.as_at
        ) as is_now,
        bool_or(
            fact_care_period.started_on < period.window_start
            and (fact_care_period.ended_on is null or fact_care_period.ended_on >= period.window_start)
        ) as was_before,
        -- Care of which the start is not held may have run before the window, unless the source names a later day (R17).
        bool_or(
            fact_care_period.history_from is not null
            and fact_care_period.started_on >= period.window_start
            and fact_care_period.started_on >= fact_care_period.history_from
        ) as may_have_been_before
    from period
    inner join fact_care_period
        on fact_care_period.authority_code = period.authority_code
        and fact_care_period.started_on <= period.as_at
        and (fact_care_period.ended_on is null or fact_care_period.ended_on >= period.window_start)
    group by
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_care_period.child_key
)

select
    authority_code,
    period_type,
    as_at,
    has_full_history and not may_have_been_before as has_full_history,
    'child' as member_kind,
    child_key as member_key,
    child_key,
    is_now,
    was_before,
    banded_on,
    banded_on as in_care_on
from children
where is_now or was_before
