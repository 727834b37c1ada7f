-- The members of cla_start_count. The marts stage divides by the population that denominator_series names.
select
    member,
    is_start as numerator
from population
