-- How long are children missing?
-- One row per quarter of the last eight, by the quarter in which the incident began. Still missing are those with no return so
-- far.
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
)

select
    missing_interviews.quarter_end,
    count(*) as incidents,
    count_if(missing_interviews.duration = 'under 1 day') as under_1_day,
    count_if(missing_interviews.duration = '1 to 3 days') as days_1_to_3,
    count_if(missing_interviews.duration = '3 to 7 days') as days_3_to_7,
    count_if(missing_interviews.duration = '7 days and over') as days_7_and_over,
    count_if(missing_interviews.duration = 'still missing') as still_missing,
    cast(median(missing_interviews.hours_missing) as decimal(9, 1)) as median_hours,
    trunc(missing_interviews.quarter_end, 'quarter') >= (select max(history_from) from source_night) as has_full_history
from missing_interviews
inner join ends
    on missing_interviews.quarter_end > add_months(ends.as_at, -24)
    and missing_interviews.quarter_end <= ends.as_at
group by missing_interviews.quarter_end
order by missing_interviews.quarter_end
