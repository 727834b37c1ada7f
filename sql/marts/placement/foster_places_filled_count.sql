select
    member,
    -- Places that are not known are none.
    coalesce(filled_places, 0) as numerator,
    coalesce(approved_places, 0) as denominator
from population
