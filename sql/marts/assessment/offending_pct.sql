-- The extract has no day of a conviction or caution: the day of the offence stands in for it.
with offenders as (
    select distinct population.member
    from population
    inner join fact_offence
        on fact_offence.authority_code = population.authority_code
        and fact_offence.child_key = population.child_key
        and fact_offence.offended_on between population.r12_start and population.as_at
)

select
    population.member,
    population.is_in_care_12_months and offenders.member is not null as numerator,
    population.is_in_care_12_months as denominator
from population
left join offenders
    on offenders.member = population.member
-- Ages at the as-at date. An unknown age is out.
where population.age between 10 and 17
