-- Clock hours are counted between instants, since a night on which the clocks change has an hour more or less. Midnight
-- is a day without a time: then the interview is in time up to the end of day 3 after the day of the return.
with returns as (
    select
        member,
        as_at,
        ended_on,
        date(interview_held_at) as interview_on,
        ended_at = timestamp(ended_on) as is_return_without_time,
        interview_held_at = timestamp(date(interview_held_at)) as is_interview_without_time,
        -- Not hours_to_interview, which is rounded: 72 hours and a few seconds are late.
        unix_seconds(interview_held_at) - unix_seconds(ended_at) as seconds_to_interview,
        unix_seconds(timestamp(date_add(as_at, 1))) - unix_seconds(ended_at) as seconds_to_end
    from population
    where ended_in_window
)

select
    member,
    -- An interview before the return is none.
    if(
        is_return_without_time or is_interview_without_time,
        interview_on between ended_on and date_add(ended_on, 3),
        seconds_to_interview between 0 and 72 * 3600
    ) as numerator
from returns
where if(is_return_without_time, date_add(ended_on, 3) <= as_at, seconds_to_end >= 72 * 3600)
