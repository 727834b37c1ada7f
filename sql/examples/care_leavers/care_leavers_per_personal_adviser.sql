-- How many young people does each personal adviser support now?
-- One row per number of young people, from the open allocations of the role 16PLUS on the business date.
with advisers as (
    select
        worker_key,
        count(*) as supported
    from fact_case_allocation
    where role = '16PLUS'
        and started_on <= (select max(business_date) from source_night)
        and (ended_on is null or ended_on > (select max(business_date) from source_night))
    group by worker_key
)

select
    case
        when supported < 10 then 'under 10'
        when supported < 20 then '10 to 19'
        when supported < 25 then '20 to 24'
        else '25 and over'
    end as young_people_of_an_adviser,
    count(*) as advisers,
    sum(supported) as young_people
from advisers
group by 1
order by min(supported)
