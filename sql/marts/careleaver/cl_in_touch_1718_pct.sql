select
    member,
    -- Refusing contact or wanting no services is not being in touch, and stays in the denominator.
    in_cohort and is_in_touch as numerator,
    in_cohort as denominator
from population
where birthday_age in (17, 18)
