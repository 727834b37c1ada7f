select
    member,
    -- An unknown activity, as when not in touch, stays in the denominator.
    is_in_higher_education as numerator
from population
where age in (17, 18)
