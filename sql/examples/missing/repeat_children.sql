-- How many children went missing again and again in the last twelve months, and how many incidents are theirs?
-- One row per number of incidents of a child. The children with two and more are those of missing_repeat_count.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
),

incidents_of_child as (
    select
        missing_interviews.child_key,
        count(*) as times
    from missing_interviews
    inner join ends
        on missing_interviews.started_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
    group by missing_interviews.child_key
),

banded as (
    select
        case
            when times = 1 then '1'
            when times = 2 then '2'
            when times <= 5 then '3 to 5'
            when times <= 9 then '6 to 9'
            else '10 and over'
        end as incidents_of_a_child,
        min(times) as fewest,
        count(*) as children,
        sum(times) as incidents
    from incidents_of_child
    group by 1
)

select
    banded.incidents_of_a_child,
    banded.children,
    banded.incidents,
    round(100 * banded.incidents / sum(banded.incidents) over (), 1) as percent_of_incidents,
    ends.has_full_history
from banded
cross join ends
order by banded.fewest
