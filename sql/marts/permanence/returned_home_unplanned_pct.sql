select
    member,
    outcome = 'home' and not is_planned as numerator
from population
