select
    member,
    -- Held means seen: requested, offered or refused is not held.
    held_on between since_on and due_on as numerator
from population
