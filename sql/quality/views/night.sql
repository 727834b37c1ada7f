-- The night as a whole, for rules that need all records together: one row per authority.
-- The night is added to its records, so that a night without any has a row too.
with records as (
    select
        authority_code,
        'night' as kind,
        as_at as started_on,
        cast(null as date) as ended_on,
        false as is_start
    from period
    union all
    select
        authority_code,
        'care' as kind,
        started_on,
        ended_on,
        counts_as_start as is_start
    from fact_care_period
    union all
    select
        authority_code,
        'record' as kind,
        started_on,
        cast(null as date) as ended_on,
        false as is_start
    from fact_care_episode
    union all
    select
        authority_code,
        'record' as kind,
        started_on,
        cast(null as date) as ended_on,
        false as is_start
    from fact_case_allocation
    union all
    select
        authority_code,
        'record' as kind,
        started_on,
        cast(null as date) as ended_on,
        false as is_start
    from fact_missing_episode
    union all
    select
        authority_code,
        'staff' as kind,
        month_end as started_on,
        cast(null as date) as ended_on,
        false as is_start
    from fact_workforce
    where method = 'recorded'
    union all
    select
        authority_code,
        'vacancy' as kind,
        month_end as started_on,
        cast(null as date) as ended_on,
        false as is_start
    from fact_vacancy
    where vacant_full_time_equivalents is not null
    union all
    select
        authority_code,
        'foster_household' as kind,
        month_end as started_on,
        cast(null as date) as ended_on,
        false as is_start
    from fact_foster_household
    union all
    select
        authority_code,
        'education_plan' as kind,
        reviewed_on as started_on,
        cast(null as date) as ended_on,
        false as is_start
    from fact_education_plan
)

select
    period.authority_code,
    period.as_at as business_date,
    count_if(records.kind = 'care' and (records.ended_on is null or records.ended_on > period.as_at)) as children_in_care,
    max(if(records.is_start, records.started_on, null)) as latest_start_on,
    max(records.ended_on) as latest_end_on,
    max(if(records.kind = 'record', records.started_on, null)) as newest_record_on,
    max(if(records.kind = 'education_plan', records.started_on, null)) as newest_education_plan_on,
    -- A month's records may arrive within the following month.
    count(distinct records.started_on) filter (
        where records.kind = 'staff'
        and records.started_on > add_months(period.as_at, -4)
        and records.started_on <= add_months(period.as_at, -1)
    ) as months_of_staff_records,
    count(distinct records.started_on) filter (
        where records.kind = 'vacancy'
        and records.started_on > add_months(period.as_at, -4)
        and records.started_on <= add_months(period.as_at, -1)
    ) as months_of_vacancies,
    count(distinct records.started_on) filter (
        where records.kind = 'foster_household'
        and records.started_on > add_months(period.as_at, -4)
        and records.started_on <= add_months(period.as_at, -1)
    ) as months_of_foster_households
from records
inner join period
    on period.authority_code = records.authority_code
    and period.as_at >= records.started_on
group by period.authority_code, period.as_at
