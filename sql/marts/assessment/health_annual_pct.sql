with days as (
    select
        authority_code,
        child_key,
        held_on
    from fact_assessment
    where assessment_type = 'review_health'
    union
    -- One held on the first day of care has no row of its own.
    select
        authority_code,
        child_key,
        since_on as held_on
    from fact_assessment
    where
        assessment_type = 'review_health'
        and array_contains(flags, 'held_at_start')
),

-- Initial or review assessments, each day once.
assessed as (
    select
        population.member,
        count(*) as days
    from population
    inner join days
        on days.authority_code = population.authority_code
        and days.child_key = population.child_key
        and days.held_on between population.r12_start and population.as_at
    group by population.member
)

select
    population.member,
    population.is_in_care_12_months
    -- Under 5 both of the year's two are needed. An unknown age counts as 5 or over, as in the facts.
    and assessed.days >= if(population.age < 5, 2, 1) as numerator,
    population.is_in_care_12_months as denominator
from population
left join assessed
    on assessed.member = population.member
