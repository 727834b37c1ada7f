select
    member,
    outcome = 'adoption' as numerator
from population
