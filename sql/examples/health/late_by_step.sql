-- How late were initial health assessments, and at which step?
-- One row per step that failed in the last twelve months: consent, request, clinic, or not known; then how many working days
-- after day 20 they were held. Those not held count up to the end of care or the business date.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
)

select
    steps.late_step,
    count(*) as late,
    count_if(steps.held_on is null) as of_these_not_held,
    cast(median(steps.working_days_late) as decimal(9, 1)) as median_working_days_late,
    max(steps.working_days_late) as most_working_days_late,
    any_value(ends.has_full_history) as has_full_history
from initial_health_steps as steps
inner join ends
    on steps.due_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
where steps.is_counted
    and not steps.is_on_time
group by steps.late_step
order by late desc, steps.late_step
