with current_plans as (
    select distinct population.member
    from population
    inner join fact_care_plan
        on fact_care_plan.authority_code = population.authority_code
        and fact_care_plan.child_key = population.child_key
        -- Months are subtracted plainly, and exactly as many are in date.
        and fact_care_plan.started_on between add_months(population.as_at, -:care_plan_months) and population.as_at
        and (fact_care_plan.ended_on is null or fact_care_plan.ended_on > population.as_at)
)

select
    population.member,
    -- No plan known is none (R14).
    population.is_in_care_10_working_days and current_plans.member is not null as numerator,
    population.is_in_care_10_working_days as denominator
from population
left join current_plans
    on current_plans.member = population.member
