-- A child counts as in time only with all reviews that were due in the window.
with reviews as (
    select
        population.member,
        bool_and(coalesce(fact_review.held_on <= fact_review.due_on, false)) as all_in_time
    from population
    inner join fact_review
        on fact_review.authority_code = population.authority_code
        and fact_review.child_key = population.child_key
        and fact_review.due_on between population.window_start and population.as_at
        -- Care that ended on or before the due day is out.
        and (fact_review.obligation_ended_on is null or fact_review.obligation_ended_on > fact_review.due_on)
    -- Where the start of care is not held, the clock begins with the first review that is.
    where not array_contains(fact_review.flags, 'start_not_observed')
    group by population.member
)

select
    member,
    all_in_time as numerator
from reviews
