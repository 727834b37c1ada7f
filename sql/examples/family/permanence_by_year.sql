-- How many children left care for adoption, special guardianship, child arrangements or home in each year?
-- One row per twelve months that end at the latest quarter end and a year and two years before. Each child counts once in a row.
select
    as_at,
    cast(max(numerator) filter (where kpi = 'adopted_pct') as int) as adopted,
    cast(max(numerator) filter (where kpi = 'sgo_pct') as int) as special_guardianship,
    cast(max(numerator) filter (where kpi = 'cao_pct') as int) as child_arrangements,
    cast(max(numerator) filter (where kpi = 'returned_home_planned_pct') as int) as home_planned,
    cast(max(numerator) filter (where kpi = 'returned_home_unplanned_pct') as int) as home_not_planned,
    cast(max(denominator) filter (where kpi = 'sgo_pct') as int) as left_care,
    array_join(array_sort(collect_set(status)), ', ') as status
from kpi_trend
where kpi in ('adopted_pct', 'sgo_pct', 'cao_pct', 'returned_home_planned_pct', 'returned_home_unplanned_pct')
    and period_type = 'R12'
    and quarters_ago in (0, 4, 8)
group by as_at
order by as_at
