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
)

select
    period.authority_code,
    period.as_at as business_date,
    count_if(records.kind = 'care' and (records.ended_on is null or records.ended_on > period.as_at)) as children_in_care,
    max(if(records.is_start, records.started_on, null)) as latest_start_on,
    max(records.ended_on) as latest_end_on,
    max(if(records.kind = 'record', records.started_on, null)) as newest_record_on,
    -- A month's staff records may arrive within the following month.
    count(distinct if(
        records.kind = 'staff'
        and records.started_on > add_months(period.as_at, -4)
        and records.started_on <= add_months(period.as_at, -1),
        records.started_on,
        null
    )) as months_of_staff_records
from records
inner join period
    on period.authority_code = records.authority_code
    and period.as_at >= records.started_on
group by period.authority_code, period.as_at
