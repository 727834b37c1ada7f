select
    member,
    -- An unknown activity, as when not in touch, stays in the denominator.
    in_cohort and is_in_higher_education as numerator,
    in_cohort as denominator
from population
where birthday_age in (17, 18)
