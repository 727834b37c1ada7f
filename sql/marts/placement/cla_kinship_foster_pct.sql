select
    member,
    is_kinship as numerator
from population
