select
    member,
    1 as numerator
from population
