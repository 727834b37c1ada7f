select
    member,
    is_start as numerator
from population
