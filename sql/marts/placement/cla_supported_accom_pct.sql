select
    member,
    placement_group = 'supported_accommodation' as numerator
from population
