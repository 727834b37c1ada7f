with overdue as (
    select distinct population.member
    from population
    inner join fact_review
        on fact_review.authority_code = population.authority_code
        and fact_review.child_key = population.child_key
        -- The due day ends in time with the review, or late without it.
        and fact_review.due_on <= population.as_at
        and (fact_review.held_on is null or fact_review.held_on > population.as_at)
        and (fact_review.obligation_ended_on is null or fact_review.obligation_ended_on > population.as_at)
    -- Where the start of care is not held, the clock begins with the first review that is.
    where not array_contains(fact_review.flags, 'start_not_observed')
)

select
    population.member,
    overdue.member is not null as numerator
from population
left join overdue
    on overdue.member = population.member
