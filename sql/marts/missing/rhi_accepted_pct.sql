select
    member,
    -- What was never offered cannot have been accepted, whatever the record says; unknown is not accepted (R14).
    interview_offered and interview_accepted as numerator
from population
where ended_in_window
