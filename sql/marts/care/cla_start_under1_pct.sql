select
    member,
    is_start and age_at_start = 0 as numerator,
    -- An unknown age stays in the denominator (R14).
    is_start as denominator
from population
