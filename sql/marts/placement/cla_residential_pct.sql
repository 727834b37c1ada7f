select
    member,
    placement_group = 'secure_or_childrens_home' as numerator
from population
