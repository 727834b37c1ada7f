select
    member,
    outcome = 'special_guardianship' as numerator
from population
