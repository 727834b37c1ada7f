select
    member,
    -- A temporary stay with no placement that the child is away from counts as other (R5).
    placement_group in ('other', 'temporary') as numerator
from population
