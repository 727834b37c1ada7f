select
    member,
    coalesce(vacant_full_time_equivalents, 0) as numerator,
    -- A worker whose full-time equivalent is not known is in neither sum.
    coalesce(vacant_full_time_equivalents, full_time_equivalent, 0) as denominator
from population
