select
    population.member,
    -- Outside only where the authority of the postcode is known (R21).
    not fact_placement.in_area as numerator
from population
left join fact_placement
    on fact_placement.authority_code = population.authority_code
    and fact_placement.child_key = population.child_key
    and fact_placement.placement_no = population.placement_no
