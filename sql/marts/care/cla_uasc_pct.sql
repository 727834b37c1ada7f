select
    population.member,
    -- The version of the day: the status ends with a decision or at 18, also where its record is left open.
    dim_child.is_unaccompanied_asylum_seeking as numerator
from population
left join dim_child
    on dim_child.authority_code = population.authority_code
    and dim_child.child_key = population.child_key
    and dim_child.valid_from <= population.as_at
    and (dim_child.valid_to is null or dim_child.valid_to > population.as_at)
