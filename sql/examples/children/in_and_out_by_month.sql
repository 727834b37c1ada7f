-- For every child who leaves care, how many come in, month by month?
-- One row per month of the last twelve. The last row is the last month of the latest quarter. Children who came more than once
-- in a month count each time, so the months may add up to more than the year's figures (R11).
with months as (
    select distinct month_end
    from dim_date
    where month_end between add_months((select max(as_at) from kpi_quarterly), -11)
        and (select max(as_at) from kpi_quarterly)
),

starts as (
    select
        last_day(started_on) as month_end,
        count(*) as came_in
    from fact_care_period
    where counts_as_start
        and (ended_on is null or ended_on > started_on)
    group by last_day(started_on)
),

ends as (
    select
        last_day(ended_on) as month_end,
        count(*) as left_care
    from fact_care_period
    where ended_on > started_on
    group by last_day(ended_on)
)

select
    months.month_end,
    coalesce(starts.came_in, 0) as came_in,
    coalesce(ends.left_care, 0) as left_care,
    coalesce(starts.came_in, 0) - coalesce(ends.left_care, 0) as change,
    trunc(months.month_end, 'month') >= (select max(history_from) from source_night) as has_full_history
from months
left join starts
    on starts.month_end = months.month_end
left join ends
    on ends.month_end = months.month_end
order by months.month_end
