select
    member,
    -- No information, as when not in touch, is not shown to be suitable and stays in the denominator.
    in_cohort and is_suitable as numerator,
    in_cohort as denominator
from population
where
    birthday_age in (17, 18)
    -- Gone abroad, deported or residence not known: out.
    and counts_for_accommodation
