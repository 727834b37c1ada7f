select
    member,
    result as numerator,
    1 as denominator
from population
where measure = 'attainment_8'
