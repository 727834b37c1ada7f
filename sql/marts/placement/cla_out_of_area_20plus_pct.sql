select
    member,
    -- Outside only where the authority of the postcode is known (R21); a distance of 999 and over is a filler.
    not in_area
    and distance_miles > 20
    and distance_miles < 999 as numerator
from population
