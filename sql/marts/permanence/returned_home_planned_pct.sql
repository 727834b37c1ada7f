select
    member,
    outcome = 'home' and is_planned as numerator
from population
