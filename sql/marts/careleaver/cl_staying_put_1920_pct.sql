select
    member,
    -- No information, as when there is no contact near the birthday, stays in the denominator (R14).
    in_cohort and is_with_former_foster_carer as numerator,
    in_cohort as denominator
from population
where birthday_age in (19, 20)
