select
    member,
    -- Only a known activity is none of them: an unknown one stays in the denominator.
    not is_in_education_employment_or_training as numerator
from population
where age in (19, 20, 21)
