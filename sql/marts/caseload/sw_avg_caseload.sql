-- A worker of 0.6 full time adds 0.6, one of 0 adds the cases alone. Without a full-time equivalent neither the cases nor
-- the worker can be set against each other, so both are left out.
select
    member,
    cases as numerator,
    full_time_equivalent as denominator
from population
where full_time_equivalent is not null
