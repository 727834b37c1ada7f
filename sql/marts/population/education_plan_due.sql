-- The day care starts is day 0 (R9). A child whose care may have begun before, since its start is not held, weighs nothing
-- and says that the facts are short (R17).
with days as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        period.history_from,
        dim_date.term_ended_from,
        max(day_0.date) as last_start_on
    from period
    inner join dim_date
        on dim_date.date = period.as_at
    inner join dim_date as day_0
        on day_0.working_day_number = dim_date.working_day_number - value_on(:education_plan_working_days, period.as_at)
    group by
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        period.history_from,
        dim_date.term_ended_from
),

birthdays as (
    select
        authority_code,
        child_key,
        birthday(birth_on, 5) as five_on,
        birthday(birth_on, 16) as sixteen_on
    from child_birth
    where birth_on is not null
),

-- Statutory school age begins on the first 31 March, 31 August or 31 December on or after the fifth birthday. It ends with
-- the last Friday in June of the school year in which the child turns 16.
school_ages as (
    select
        authority_code,
        child_key,
        case
            when month(five_on) <= 3 then make_date(year(five_on), 3, 31)
            when month(five_on) <= 8 then make_date(year(five_on), 8, 31)
            else make_date(year(five_on), 12, 31)
        end as begins_on,
        make_date(year(sixteen_on) + if(month(sixteen_on) >= 9, 1, 0), 6, 30) as end_of_june
    from birthdays
)

select
    days.authority_code,
    days.period_type,
    days.as_at,
    days.has_full_history
    -- Null where the calendar has no such term.
    and coalesce(days.term_ended_from >= days.history_from, false)
    and (looked_after.history_from is null or looked_after.history_from <= days.last_start_on) as has_full_history,
    'child' as member_kind,
    looked_after.child_key as member_key,
    looked_after.child_key,
    looked_after.care_started_on <= days.last_start_on as is_in_care_long_enough,
    days.term_ended_from,
    days.as_at as banded_on,
    days.as_at as in_care_on
from days
inner join looked_after
    on looked_after.authority_code = days.authority_code
    and looked_after.as_at = days.as_at
inner join school_ages
    on school_ages.authority_code = looked_after.authority_code
    and school_ages.child_key = looked_after.child_key
    and school_ages.begins_on <= days.as_at
    -- Fridays have the number 6.
    and date_sub(school_ages.end_of_june, (dayofweek(school_ages.end_of_june) + 1) % 7) >= days.as_at
where
    looked_after.care_started_on <= days.last_start_on
    or looked_after.care_started_on >= looked_after.history_from
