with current_plans as (
    select distinct population.member
    from population
    inner join fact_education_plan
        on fact_education_plan.authority_code = population.authority_code
        and fact_education_plan.child_key = population.child_key
        and fact_education_plan.reviewed_on between population.term_ended_from and population.as_at
)

select
    population.member,
    -- No plan known is none (R14).
    population.is_in_care_long_enough and current_plans.member is not null as numerator,
    population.is_in_care_long_enough as denominator
from population
left join current_plans
    on current_plans.member = population.member
