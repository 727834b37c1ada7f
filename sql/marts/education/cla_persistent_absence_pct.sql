-- A tenth of a child's own possible sessions, or more.
select
    member,
    10 * result >= out_of as numerator
from population
where measure = 'absence'
