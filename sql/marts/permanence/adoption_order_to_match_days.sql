with children as (
    select
        member,
        placement_order_on,
        matched_on,
        coalesce(placement_order_on >= entered_care_on and matched_on >= entered_care_on, false) as is_known
    from population
    -- Without a placement order there is nothing to count from.
    where placement_order_on is not null
)

select
    member,
    -- A match before the order took no time. One on an unknown day, and what lies before care, is in neither sum.
    if(is_known, greatest(datediff(matched_on, placement_order_on), 0), 0) as numerator,
    is_known as denominator
from children
