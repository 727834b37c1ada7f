select
    member,
    -- No information is not shown to be suitable and stays in the denominator.
    is_suitable as numerator
from population
where
    age in (19, 20, 21)
    -- Gone abroad, deported or residence not known: out.
    and counts_for_accommodation
