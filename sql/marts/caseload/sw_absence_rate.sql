select
    member,
    -- In post without a known full-time equivalent, a worker is in neither sum.
    if(is_in_post and full_time_equivalent is null, 0, coalesce(absence_days, 0)) as numerator,
    -- Working days of the year: 254 where it holds a 29 February.
    coalesce(full_time_equivalent, 0) * if(datediff(as_at, window_start) = 365, 254, 253) as denominator
from population
