select
    member,
    -- An unknown age stays in the denominator (R14).
    age_at_start between 10 and 15 as numerator
from population
