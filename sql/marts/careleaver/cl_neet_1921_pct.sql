select
    member,
    -- Only a known activity is none of them: an unknown one stays in the denominator, so that the two shares and the
    -- unknown add up to all.
    in_cohort and not is_in_education_employment_or_training as numerator,
    in_cohort as denominator
from population
where birthday_age in (19, 20, 21)
