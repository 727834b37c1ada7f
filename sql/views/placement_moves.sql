-- Each placement in its order within the period of care, and, where another one followed, why the child moved.
with nights as (
    select
        authority_code,
        max(business_date) as business_date
    from source_night
    group by authority_code
),

-- The codes of list reason_place_change in words, and whether such a move was one that the care plan wanted.
reasons as (
    select *
    from
        values
        ('CARPL', 'Move of the care plan', true),
        ('CLOSE', 'Carer resigned or home closed', false),
        ('ALLEG', 'Allegation', false),
        ('STAND', 'Standards of care', false),
        ('APPRR', 'Approval removed', false),
        ('CREQB', 'Carer asked because of behaviour', false),
        ('CREQO', 'Carer asked for another reason', false),
        ('CHILD', 'Child asked', false),
        ('LAREQ', 'Authority asked', false),
        ('PLACE', 'Status changed, same carer', true),
        ('CUSTOD', 'Custody', false),
        ('OTHER', 'Other', null)
        as reason (change_reason, label, is_planned)
),

in_order as (
    select
        authority_code,
        child_key,
        placement_key,
        placement_no,
        care_period_no,
        placed_on,
        left_on,
        placement_type,
        provider,
        distance_miles,
        in_area,
        change_reason,
        start_observed,
        row_number() over (
            partition by authority_code, child_key, care_period_no
            order by placement_no
        ) as order_in_care,
        lead(placement_no) over (
            partition by authority_code, child_key, care_period_no
            order by placement_no
        ) as next_placement_no,
        lead(placement_type) over (
            partition by authority_code, child_key, care_period_no
            order by placement_no
        ) as next_placement_type
    from fact_placement
)

select
    in_order.authority_code,
    in_order.child_key,
    in_order.placement_key,
    in_order.placement_no,
    in_order.care_period_no,
    in_order.order_in_care,
    in_order.placed_on,
    in_order.left_on,
    greatest(0, datediff(least(in_order.left_on, nights.business_date), in_order.placed_on)) as nights,
    in_order.placement_type,
    coalesce(placement.label, 'unknown') as placement_label,
    coalesce(placement.placement_group, 'unknown') as placement_group,
    coalesce(placement.is_kinship, false) as is_kinship,
    coalesce(placement.is_temporary, false) as is_temporary,
    in_order.provider,
    in_order.distance_miles,
    in_order.in_area,
    in_order.start_observed,
    in_order.left_on is not null and in_order.next_placement_no is not null as is_move,
    in_order.change_reason,
    case
        when in_order.left_on is null or in_order.next_placement_no is null then null
        else coalesce(reasons.label, 'Not known')
    end as move_reason,
    if(in_order.left_on is not null and in_order.next_placement_no is not null, reasons.is_planned, null) as is_planned_move,
    in_order.next_placement_type,
    next_placement.placement_group as next_placement_group
from in_order
inner join nights
    on nights.authority_code = in_order.authority_code
left join dim_placement_type as placement
    on placement.placement_type = in_order.placement_type
left join dim_placement_type as next_placement
    on next_placement.placement_type = in_order.next_placement_type
left join reasons
    on reasons.change_reason = in_order.change_reason
