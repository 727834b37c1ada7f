select
    member,
    -- An unknown activity, as when not in touch, stays in the denominator.
    is_in_education_employment_or_training as numerator
from population
where age in (17, 18)
