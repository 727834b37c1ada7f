select
    member,
    result = 1 as numerator
from population
where measure = 'suspension'
