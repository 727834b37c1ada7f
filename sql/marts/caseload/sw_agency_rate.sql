select
    member,
    if(is_agency, coalesce(full_time_equivalent, 0), 0) as numerator,
    -- A worker whose full-time equivalent is not known is in neither sum.
    coalesce(full_time_equivalent, 0) as denominator
from population
