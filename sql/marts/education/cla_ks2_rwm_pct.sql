select
    member,
    result = 1 as numerator
from population
where measure = 'key_stage_2'
