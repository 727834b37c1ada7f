select
    member,
    -- An incident has no offer until one is shown to have been made (R14).
    interview_offered as numerator
from population
where ended_in_window
