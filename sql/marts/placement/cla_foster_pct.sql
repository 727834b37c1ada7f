select
    member,
    placement_group = 'foster' as numerator
from population
