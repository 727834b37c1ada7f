select
    member,
    -- An interview counts whenever it was held by the business date, so that a closed quarter goes up as late interviews
    -- come in. An incident of which nobody knows whether an interview was held has none until one is shown (R14).
    interview_held as numerator
from population
where ended_in_window
