select
    population.member,
    -- 999 and over is a filler. An unknown distance stays in the denominator (R14).
    fact_placement.distance_miles > 20 and fact_placement.distance_miles < 999 as numerator
from population
left join fact_placement
    on fact_placement.authority_code = population.authority_code
    and fact_placement.child_key = population.child_key
    and fact_placement.placement_no = population.placement_no
