-- The night as a whole, for what only all records together can show: one row per authority.
with nights as (
    select
        authority_code,
        business_date
    from source_night
    where source_system = 'ssd'
),

records as (
    select
        authority_code,
        started_on as recorded_on
    from fact_care_episode
    union all
    select
        authority_code,
        started_on as recorded_on
    from fact_case_allocation
    union all
    select
        authority_code,
        started_on as recorded_on
    from fact_missing_episode
),

newest_records as (
    select
        records.authority_code,
        max(records.recorded_on) as newest_record_on
    from records
    inner join nights on nights.authority_code = records.authority_code
    where records.recorded_on <= nights.business_date
    group by records.authority_code
),

care as (
    select
        nights.authority_code,
        count_if(fact_care_period.ended_on is null or fact_care_period.ended_on > nights.business_date) as children_in_care,
        max(if(fact_care_period.counts_as_start, fact_care_period.started_on, null)) as latest_start_on,
        max(fact_care_period.ended_on) as latest_end_on
    from nights
    inner join fact_care_period
        on fact_care_period.authority_code = nights.authority_code
        and fact_care_period.started_on <= nights.business_date
    group by nights.authority_code
),

populations as (
    select max(fact_population.mid_year_on) as newest_population_on
    from fact_population
    cross join nights
    where fact_population.published_on <= nights.business_date
)

select
    nights.authority_code,
    nights.business_date,
    coalesce(care.children_in_care, 0) as children_in_care,
    care.latest_start_on,
    care.latest_end_on,
    newest_records.newest_record_on,
    populations.newest_population_on
from nights
cross join populations
left join care on care.authority_code = nights.authority_code
left join newest_records on newest_records.authority_code = nights.authority_code
