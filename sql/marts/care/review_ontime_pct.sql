select
    member,
    -- Never held is late.
    is_judged and held_on <= due_on as numerator,
    is_judged as denominator
from population
