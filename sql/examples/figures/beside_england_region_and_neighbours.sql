-- Which figures differ from our statistical neighbours' by more than chance?
-- One row per KPI whose 95% interval leaves out the figure of the neighbours, the largest relative difference first. It is
-- good or bad as the column better says. Counts are left out, since authorities differ in size; the neighbours' figure is of the
-- period that ends on neighbours_period_end, ours of today.
select
    short_title,
    value,
    low,
    high,
    round(england, 1) as england,
    round(region, 1) as region,
    round(neighbours, 1) as neighbours,
    round(value - neighbours, 1) as distance_from_neighbours,
    better,
    neighbours_period_end
from kpi_current
where is_compared
    and status <> 'insufficient_history'
    and neighbours is not null
    and unit <> 'children'
    and (neighbours < low or neighbours > high)
order by try_divide(abs(value - neighbours), neighbours) desc nulls last, short_title
