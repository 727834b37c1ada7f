-- Do more children go missing than before, or do the same children go missing more often?
-- One row per quarter of the last eight, each for the twelve months that end there: incidents, children, incidents per child, and
-- children who went missing more than once.
select
    as_at,
    cast(max(numerator) filter (where kpi = 'missing_incident_count') as int) as incidents,
    cast(max(numerator) filter (where kpi = 'missing_children_pct') as int) as children,
    max(value) filter (where kpi = 'missing_children_pct') as percent_of_children,
    max(value) filter (where kpi = 'missing_incidents_per_child') as incidents_per_child,
    cast(max(numerator) filter (where kpi = 'missing_repeat_count') as int) as children_more_than_once,
    array_join(array_sort(collect_set(status)), ', ') as status
from kpi_trend
where kpi in ('missing_incident_count', 'missing_children_pct', 'missing_incidents_per_child', 'missing_repeat_count')
    and period_type = 'R12'
    and quarters_ago < 8
group by as_at
order by as_at
