with scores as (
    select
        authority_code,
        child_key,
        held_on,
        score
    from fact_assessment
    where
        assessment_type = 'sdq'
        and score is not null
    union
    -- One held on the day on which the obligation arose: the first one in care has no row of its own.
    select
        authority_code,
        child_key,
        since_on as held_on,
        since_score as score
    from fact_assessment
    where
        assessment_type = 'sdq'
        and since_score is not null
),

-- One score a child: the last of the twelve months.
last_scores as (
    select
        population.member,
        max_by(scores.score, scores.held_on) as score
    from population
    inner join scores
        on scores.authority_code = population.authority_code
        and scores.child_key = population.child_key
        and scores.held_on between population.r12_start and population.as_at
    group by population.member
)

select
    population.member,
    -- 0 to 13 is normal, 14 to 16 borderline.
    population.is_in_care_12_months and last_scores.score >= 17 as numerator,
    population.is_in_care_12_months as denominator
from population
inner join last_scores
    on last_scores.member = population.member
-- Ages at the as-at date. An unknown age is out.
where population.age between value_on(:sdq_age_from, population.as_at) and value_on(:sdq_age_to, population.as_at)
