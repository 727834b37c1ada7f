-- A partition (R20): a code that belongs to its group no longer (P2), or is temporary with no placement before it, is other.
select
    banded.member,
    case
        when banded.placement_type is null or dim_placement_type.placement_group is null then null
        when dim_placement_type.is_kinship then 'family_and_friends'
        when dim_placement_type.placement_group = 'foster' then 'other_foster'
        when dim_placement_type.placement_group = 'temporary' then 'other'
        when dim_placement_type.group_valid_to < banded.in_care_on then 'other'
        else dim_placement_type.placement_group
    end as breakdown_value
from banded
left join dim_placement_type
    on dim_placement_type.placement_type = banded.placement_type
