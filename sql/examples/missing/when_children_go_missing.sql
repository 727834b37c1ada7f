-- On which weekday and at which time of day do children go missing?
-- One row per weekday, incidents of the last twelve months by the London hour in which they began. Where a source knows only the
-- day, the hour is 0 and the incident stands in the night.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
)

select
    missing_interviews.day_of_week,
    count(*) as incidents,
    count_if(missing_interviews.hour_of_day between 6 and 11) as morning_6_to_11,
    count_if(missing_interviews.hour_of_day between 12 and 17) as afternoon_12_to_17,
    count_if(missing_interviews.hour_of_day between 18 and 23) as evening_18_to_23,
    count_if(missing_interviews.hour_of_day < 6) as night_0_to_5,
    any_value(ends.has_full_history) as has_full_history
from missing_interviews
inner join ends
    on missing_interviews.started_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
group by missing_interviews.day_of_week
order by min(weekday(missing_interviews.started_on))
