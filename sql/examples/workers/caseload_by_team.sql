-- Which team has the highest caseload, and has it grown since a year ago?
-- One row per team at the latest quarter end and a year before. Cases of workers whose full-time equivalent is not known are in
-- no average.
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
)

select
    teams.team_name,
    teams.as_at,
    teams.workers,
    teams.workers_within_limit,
    teams.cases,
    teams.full_time_equivalent,
    teams.cases_per_full_time_equivalent,
    teams.largest_caseload,
    teams.has_full_history
from detail_caseload_by_team as teams
inner join ends
    on teams.as_at in (ends.as_at, add_months(ends.as_at, -12))
order by teams.team_name, teams.as_at
