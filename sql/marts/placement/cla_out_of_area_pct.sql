select
    member,
    -- Outside only where the authority of the postcode is known (R21).
    not in_area as numerator
from population
