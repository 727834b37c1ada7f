-- How many children does each social worker hold, and in which team?
-- One row per worker who holds any at the last month end, most children first. No row names the worker: add worker_key to find
-- them in fact_case_allocation, which says since when they hold whom.
select
    rank() over (order by cases desc) as place,
    team_name,
    cases,
    cases_looked_after,
    full_time_equivalent,
    cases_per_full_time_equivalent,
    is_agency
from worker_caseloads
where is_counted
    and month_end = (select max(month_end) from worker_caseloads)
order by place, team_name, cases_looked_after desc, full_time_equivalent, is_agency
