select
    member,
    result as numerator,
    out_of as denominator
from population
where measure = 'absence'
