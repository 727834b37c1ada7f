select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'child' as member_kind,
    looked_after.child_key as member_key,
    period.window_start,
    period.r12_start,
    period.history_from,
    looked_after.child_key,
    looked_after.care_period_no,
    looked_after.care_started_on,
    looked_after.start_observed,
    looked_after.history_from as care_history_from,
    looked_after.age,
    looked_after.placement_no,
    looked_after.placed_on,
    looked_after.placement_type,
    looked_after.distance_miles,
    looked_after.in_area,
    -- A code that has left its group is in other (R20): independent living (P2) did so in October 2023 (R16).
    if(
        dim_placement_type.group_valid_to < looked_after.as_at,
        'other',
        coalesce(dim_placement_type.placement_group, 'unknown')
    ) as placement_group,
    coalesce(dim_placement_type.is_kinship, false) as is_kinship,
    looked_after.legal_status,
    period.as_at as banded_on,
    period.as_at as in_care_on
from period
inner join looked_after
    on looked_after.authority_code = period.authority_code
    and looked_after.as_at = period.as_at
left join dim_placement_type
    on dim_placement_type.placement_type = looked_after.placement_type
