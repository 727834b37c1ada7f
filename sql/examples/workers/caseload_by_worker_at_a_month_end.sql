-- How are cases spread over social workers at the last month end?
-- One row per band of cases, of social workers who hold any. At a quarter end, fewer than 25 are those of
-- sw_caseload_under25_pct.
with banded as (
    select
        caseload_band,
        min(cases) as fewest_cases,
        count(*) as workers,
        sum(cases) as cases,
        sum(cases_looked_after) as cases_looked_after,
        count_if(is_agency) as agency_workers
    from worker_caseloads
    where is_counted
        and month_end = (select max(month_end) from worker_caseloads)
    group by caseload_band
)

select
    caseload_band,
    workers,
    cases,
    cases_looked_after,
    agency_workers
from banded
order by fewest_cases
