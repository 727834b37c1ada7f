-- How many children does each team look after now, and for how long have they been in care?
-- One row per team, by the main worker of each child on the business date; unknown are children without one.
select
    team_name,
    count(*) as children,
    count_if(age < 5) as under_5,
    count_if(age >= 16) as aged_16_and_over,
    cast(median(months_in_care) as decimal(9, 1)) as median_months_in_care,
    count(distinct worker_key) as workers
from children_looked_after
where is_now
group by team_name
order by children desc, team_name
