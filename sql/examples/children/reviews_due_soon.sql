-- How many reviews fall due in the coming weeks, and how many are overdue, by team?
-- One row per team of the children looked after now. An overdue review was due by the business date and has not been held, as in
-- review_overdue_count. Where the start of care is not held, earlier reviews may be missing, so that the day is not known (R17).
with night as (
    select max(business_date) as business_date
    from source_night
),

-- The review that a child waits for.
waiting as (
    select
        child_key,
        min(due_on) filter (where not array_contains(flags, 'start_not_observed')) as due_on,
        bool_or(array_contains(flags, 'start_not_observed')) as is_day_unknown
    from fact_review
    where not is_held
        and obligation_ended_on is null
    group by child_key
)

select
    children.team_name,
    count(*) as children,
    count_if(waiting.due_on <= night.business_date) as overdue,
    count_if(waiting.due_on > night.business_date and waiting.due_on <= date_add(night.business_date, 14)) as in_two_weeks,
    count_if(
        waiting.due_on > date_add(night.business_date, 14) and waiting.due_on <= date_add(night.business_date, 42)
    ) as in_3_to_6_weeks,
    count_if(waiting.due_on is null and waiting.is_day_unknown) as day_not_known
from children_looked_after as children
cross join night
left join waiting
    on waiting.child_key = children.child_key
where children.is_now
group by children.team_name
order by children.team_name
