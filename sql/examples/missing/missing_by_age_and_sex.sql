-- Which boys and girls went missing in the last quarter, by age?
-- One row per age band and sex on the day the incident began, as the bands of missing_incident_count. Only the month of birth is
-- held here: a child who turned 10 or 16 earlier in that month stands in the band below. A child may stand in two bands.
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
),

incidents as (
    select
        interviews.child_key,
        coalesce(dim_child.sex, 'unknown') as sex,
        age_on(dim_child.birth_month, last_day(add_months(interviews.started_on, -1))) as age,
        dim_child.birth_month > last_day(add_months(interviews.started_on, -1)) as is_born_in_month
    from missing_interviews as interviews
    inner join ends
        on interviews.quarter_end = ends.as_at
    left join dim_child
        on dim_child.authority_code = interviews.authority_code
        and dim_child.child_key = interviews.child_key
        and dim_child.valid_from <= interviews.started_on
        and (dim_child.valid_to is null or dim_child.valid_to > interviews.started_on)
)

select
    case
        when age < 1 or is_born_in_month then 'under_1'
        when age < 5 then '1_to_4'
        when age < 10 then '5_to_9'
        when age < 16 then '10_to_15'
        when age >= 16 then '16_and_over'
        else 'unknown'
    end as age_band,
    sex,
    count(*) as incidents,
    count(distinct child_key) as children
from incidents
group by 1, 2
order by age_band, sex
