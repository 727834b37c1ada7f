select
    member,
    -- A worker whose full-time equivalent is not known adds nothing.
    coalesce(full_time_equivalent, 0) as numerator
from population
where not is_agency
