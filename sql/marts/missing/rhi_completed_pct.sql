select
    member,
    -- An interview counts whenever it was held by the business date, so that a closed quarter goes up as late interviews
    -- come in. An incident has no interview until one is shown to have been held (R14).
    interview_held as numerator
from population
where ended_in_window
