select
    member,
    -- Refusing contact or wanting no services is not being in touch, and stays in the denominator.
    is_in_touch as numerator
from population
where age in (19, 20, 21)
