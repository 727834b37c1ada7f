-- Each education result beside the child's age at the end of the school year and the care on its 31 March, the day on which
-- the Department for Education counts.
with results as (
    select
        authority_code,
        child_key,
        year_ends_on,
        measure,
        make_date(year(year_ends_on), 3, 31) as counted_on
    from fact_education_result
),

histories as (
    select
        authority_code,
        max(history_from) as history_from
    from source_night
    group by authority_code
)

select
    results.authority_code,
    results.child_key,
    results.year_ends_on,
    results.measure,
    results.counted_on,
    age_on(child_birth.birth_on, results.year_ends_on) as age,
    results.counted_on >= histories.history_from as is_care_held,
    fact_care_period.started_on as in_care_since
from results
inner join histories
    on histories.authority_code = results.authority_code
left join child_birth
    on child_birth.authority_code = results.authority_code
    and child_birth.child_key = results.child_key
left join fact_care_period
    on fact_care_period.authority_code = results.authority_code
    and fact_care_period.child_key = results.child_key
    and fact_care_period.started_on <= results.counted_on
    and (fact_care_period.ended_on is null or fact_care_period.ended_on > results.counted_on)
