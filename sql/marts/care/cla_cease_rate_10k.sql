-- The members of cla_cease_count. The marts stage divides by the population that denominator_series names.
select
    member,
    1 as numerator
from population
