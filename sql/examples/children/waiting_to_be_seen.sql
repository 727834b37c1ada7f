-- How long ago were children last visited, by team?
-- One row per team of the children looked after now. A visit counts when the child was not recorded as unseen; never are children
-- who have had none since care began.
with night as (
    select max(business_date) as business_date
    from source_night
),

visits as (
    select
        child_key,
        max(visited_on) as visited_on
    from fact_visit
    where coalesce(is_seen, true)
    group by child_key
)

select
    children.team_name,
    count(*) as children,
    count_if(datediff(night.business_date, visits.visited_on) <= 42) as within_6_weeks,
    count_if(datediff(night.business_date, visits.visited_on) between 43 and 84) as within_12_weeks,
    count_if(datediff(night.business_date, visits.visited_on) > 84) as longer_ago,
    count_if(visits.visited_on is null) as never
from children_looked_after as children
cross join night
left join visits
    on visits.child_key = children.child_key
    and visits.visited_on >= children.care_started_on
where children.is_now
group by children.team_name
order by children.team_name
