-- How many of our own foster homes are there, and how many of their places are filled?
-- One row per quarter end of the last eight. Without the file of foster households the status says so.
with households as (
    select
        month_end,
        count(*) as households,
        sum(approved_places) as approved_places,
        sum(filled_places) as filled_places
    from fact_foster_household
    where is_counted
    group by month_end
)

select
    kpi_trend.as_at,
    households.households,
    households.approved_places,
    households.filled_places,
    kpi_trend.value as filled_places_of_kpi,
    kpi_trend.status
from kpi_trend
left join households
    on households.month_end = kpi_trend.as_at
where kpi_trend.kpi = 'foster_places_filled_count'
    and kpi_trend.quarters_ago < 8
order by kpi_trend.as_at
