with scores as (
    select
        authority_code,
        child_key,
        held_on
    from fact_assessment
    where
        assessment_type = 'sdq'
        and score is not null
    union
    -- One held on the day on which the obligation arose: the first one in care has no row of its own.
    select
        authority_code,
        child_key,
        since_on as held_on
    from fact_assessment
    where
        assessment_type = 'sdq'
        and since_score is not null
),

scored as (
    select distinct population.member
    from population
    inner join scores
        on scores.authority_code = population.authority_code
        and scores.child_key = population.child_key
        and scores.held_on between population.r12_start and population.as_at
)

select
    population.member,
    -- Without a score, or with one out of range, none was received.
    population.is_in_care_12_months and scored.member is not null as numerator,
    population.is_in_care_12_months as denominator
from population
left join scored
    on scored.member = population.member
-- Ages at the as-at date. An unknown age is out.
where population.age between value_on(:sdq_age_from, population.as_at) and value_on(:sdq_age_to, population.as_at)
