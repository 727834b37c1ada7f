select
    member,
    1 as numerator
from population
-- Whether or not the child is back.
where started_in_window
