-- How many reviews fall due in the coming weeks, and how many are overdue, by team?
-- One row per team of the children looked after now. Overdue reviews were due before the business date and have not been held.
with night as (
    select max(business_date) as business_date
    from source_night
),

-- The review that a child waits for.
waiting as (
    select
        child_key,
        min(due_on) as due_on
    from fact_review
    where not is_held
        and obligation_ended_on is null
    group by child_key
)

select
    children.team_name,
    count(*) as children,
    count_if(waiting.due_on < night.business_date) as overdue,
    count_if(waiting.due_on >= night.business_date and waiting.due_on <= date_add(night.business_date, 14)) as in_two_weeks,
    count_if(
        waiting.due_on > date_add(night.business_date, 14) and waiting.due_on <= date_add(night.business_date, 42)
    ) as in_3_to_6_weeks
from children_looked_after as children
cross join night
left join waiting
    on waiting.child_key = children.child_key
where children.is_now
group by children.team_name
order by children.team_name
