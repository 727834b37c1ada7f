-- Which teams' children had their first health assessment in time in the last twelve months?
-- One row per team of the main worker on the day it fell due; the rows add up to iha_ontime_pct.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
)

select
    steps.team_name,
    count(*) as due,
    count_if(steps.is_on_time) as in_time,
    round(100 * count_if(steps.is_on_time) / count(*), 1) as percent,
    count_if(steps.late_step = 'consent') as late_consent,
    count_if(steps.late_step = 'request') as late_request,
    count_if(steps.late_step = 'clinic') as late_clinic,
    count_if(steps.late_step = 'step unknown') as late_step_unknown,
    any_value(ends.has_full_history) as has_full_history
from initial_health_steps as steps
inner join ends
    on steps.due_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
where steps.is_counted
group by steps.team_name
order by steps.team_name
