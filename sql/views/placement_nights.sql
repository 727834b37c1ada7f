-- How long each placement has lasted. The count grows with every day, so that no stored row holds it.
select
    placement.authority_code,
    placement.child_key,
    placement.placement_key,
    placement.placement_no,
    placement.placed_on,
    placement.left_on,
    greatest(0, datediff(least(placement.left_on, night.business_date), placement.placed_on)) as nights
from fact_placement as placement
inner join (
    select
        authority_code,
        max(business_date) as business_date
    from source_night
    group by authority_code
) as night on placement.authority_code = night.authority_code
