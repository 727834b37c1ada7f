with misusing as (
    select distinct population.member
    from population
    inner join fact_substance_misuse
        on fact_substance_misuse.authority_code = population.authority_code
        and fact_substance_misuse.child_key = population.child_key
        and fact_substance_misuse.noted_on between population.r12_start and population.as_at
    where fact_substance_misuse.is_misuse
)

select
    population.member,
    population.is_in_care_12_months and misusing.member is not null as numerator,
    population.is_in_care_12_months as denominator
from population
left join misusing
    on misusing.member = population.member
