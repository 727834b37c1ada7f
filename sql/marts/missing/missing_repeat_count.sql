select
    member,
    incidents >= 2 as numerator,
    1 as denominator
from population
