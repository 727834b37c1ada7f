select
    member,
    if(is_leaver, coalesce(last_full_time_equivalent, 0), 0) as numerator,
    coalesce(full_time_equivalent, 0) as denominator,
    has_full_history and has_month_before as has_full_history
from population
where is_leaver or is_in_post or not (has_full_history and has_month_before)
