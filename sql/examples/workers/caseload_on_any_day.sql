-- How many children did main workers have on a given day, here 45 days before the business date?
-- One row per team. Change the number of days, or put a date in the place of the subquery, to read another day; month ends give
-- the numbers of worker_caseloads.
with chosen as (
    select date_sub(max(business_date), 45) as day
    from source_night
),

cases_of_worker as (
    select
        allocation.worker_key,
        count(distinct allocation.child_key) as cases
    from fact_case_allocation as allocation
    inner join chosen
        on allocation.started_on <= chosen.day
        and (allocation.ended_on is null or allocation.ended_on > chosen.day)
    where allocation.is_main_worker
    group by allocation.worker_key
),

-- The team of the worker at the last month end up to that day.
workers as (
    select
        worker_caseloads.worker_key,
        worker_caseloads.team_name
    from worker_caseloads
    inner join chosen
        on worker_caseloads.month_end = last_day(add_months(date_add(chosen.day, 1), -1))
)

select
    coalesce(workers.team_name, 'unknown') as team_name,
    count(*) as workers_with_cases,
    sum(cases_of_worker.cases) as cases,
    max(cases_of_worker.cases) as largest_caseload,
    count_if(cases_of_worker.cases >= 25) as workers_with_25_and_over
from cases_of_worker
left join workers
    on workers.worker_key = cases_of_worker.worker_key
group by 1
order by team_name
