select
    member,
    1 as numerator
from population
-- Those whom iha_ontime_pct counts as not in time, held since then or not.
where not coalesce(held_on between since_on and due_on, false)
