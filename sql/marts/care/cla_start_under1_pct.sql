select
    member,
    -- An unknown age stays in the denominator (R14).
    age_at_start = 0 as numerator
from population
