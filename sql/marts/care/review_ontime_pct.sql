select
    member,
    -- Never held is late.
    held_on <= due_on as numerator
from population
