select
    member,
    placement_group = 'parent' as numerator
from population
