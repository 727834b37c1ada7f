select
    member,
    is_kinship_guardian as numerator
from population
