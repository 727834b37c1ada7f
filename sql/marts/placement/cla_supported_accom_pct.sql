select
    population.member,
    -- Independent living (P2) is in the group up to a day (R16).
    population.placement_group = 'supported_accommodation'
    and (dim_placement_type.group_valid_to is null or dim_placement_type.group_valid_to >= population.as_at)
        as numerator
from population
left join dim_placement_type
    on dim_placement_type.placement_type = population.placement_type
