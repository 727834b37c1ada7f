-- Each placement in its order within the period of care, and, where the child moved on from it, why and where to.
with nights as (
    select
        authority_code,
        max(business_date) as business_date
    from source_night
    group by authority_code
),

in_order as (
    select
        fact_placement.*,
        row_number() over (
            partition by authority_code, child_key, care_period_no
            order by placement_no
        ) as order_in_care
    from fact_placement
),

-- The same carer under another status is no move, as detail_placements counts too.
described as (
    select
        in_order.*,
        next_placement.placement_type as next_placement_type,
        dim_change_reason.label as reason,
        dim_change_reason.is_planned,
        in_order.next_placement_no is not null and coalesce(dim_change_reason.counts_as_move, true) as is_move
    from in_order
    left join fact_placement as next_placement
        on next_placement.authority_code = in_order.authority_code
        and next_placement.child_key = in_order.child_key
        and next_placement.placement_no = in_order.next_placement_no
    left join dim_change_reason
        on dim_change_reason.change_reason = in_order.change_reason
)

select
    described.authority_code,
    described.child_key,
    described.placement_key,
    described.placement_no,
    described.care_period_no,
    described.order_in_care,
    described.placed_on,
    described.left_on,
    greatest(0, datediff(least(described.left_on, nights.business_date), described.placed_on)) as nights,
    described.placement_type,
    coalesce(placement.label, 'unknown') as placement_label,
    coalesce(placement.placement_group, 'unknown') as placement_group,
    coalesce(placement.is_kinship, false) as is_kinship,
    coalesce(placement.is_temporary, false) as is_temporary,
    described.provider,
    described.distance_miles,
    described.in_area,
    described.start_observed,
    described.is_move,
    described.change_reason,
    if(described.is_move, coalesce(described.reason, 'Not known'), null) as move_reason,
    if(described.is_move, described.is_planned, null) as is_planned_move,
    described.next_placement_type,
    next_placement_type.placement_group as next_placement_group
from described
inner join nights
    on nights.authority_code = described.authority_code
left join dim_placement_type as placement
    on placement.placement_type = described.placement_type
left join dim_placement_type as next_placement_type
    on next_placement_type.placement_type = described.next_placement_type
