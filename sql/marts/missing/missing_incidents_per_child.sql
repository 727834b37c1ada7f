select
    member,
    incidents as numerator,
    1 as denominator
from population
