with children as (
    select
        member,
        entered_care_on,
        moved_in_on,
        coalesce(moved_in_on >= entered_care_on, false) as is_known,
        has_full_history and entry_observed as has_full_history
    from population
)

select
    member,
    -- Moving in on an unknown day, or before care, is in neither sum.
    if(is_known, datediff(moved_in_on, entered_care_on), 0) as numerator,
    is_known as denominator,
    has_full_history
from children
