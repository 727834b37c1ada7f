-- Are return interviews offered, accepted and held in time, and in which team are they not?
-- One row per team of the children who came back in the last quarter. in_time are those held within 72 hours, out of
-- judged: the returns whose 72 hours had run out by the end of the quarter. The columns add up to the KPIs of return interviews.
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
)

select
    interviews.team_name,
    count(*) as returns,
    count_if(interviews.is_offered) as offered,
    count_if(interviews.is_accepted) as accepted,
    count_if(interviews.is_held) as held,
    count_if(interviews.interview_due_by <= timestamp(date_add(ends.as_at, 1))) as judged,
    count_if(
        interviews.interview_due_by <= timestamp(date_add(ends.as_at, 1)) and interviews.is_held_within_72_hours
    ) as in_time
from missing_interviews as interviews
inner join ends
    on interviews.return_quarter_end = ends.as_at
group by interviews.team_name
order by interviews.team_name
