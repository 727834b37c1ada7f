select
    member,
    outcome = 'child_arrangements' as numerator
from population
