with checked as (
    select distinct population.member
    from population
    inner join fact_assessment
        on fact_assessment.authority_code = population.authority_code
        and fact_assessment.child_key = population.child_key
        and fact_assessment.assessment_type = 'dental'
    where
        fact_assessment.held_on between population.r12_start and population.as_at
        -- One held on the first day of care has no row of its own.
        or (
            array_contains(fact_assessment.flags, 'held_at_start')
            and fact_assessment.since_on between population.r12_start and population.as_at
        )
)

select
    population.member,
    population.is_in_care_12_months and checked.member is not null as numerator,
    population.is_in_care_12_months as denominator
from population
left join checked
    on checked.member = population.member
