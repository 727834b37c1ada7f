-- A planned move to relatives or friends, adoptive parents or long-term foster care is told apart from other planned moves, and a
-- home that the carer or the child asked to end (disruption) from other moves that were not planned.
select
    banded.member,
    case
        when
            dim_change_reason.is_planned
            and (next_type.is_kinship or next_type.is_long_term_foster or next_type.placement_group = 'adoption')
            then 'planned_family_or_long_term'
        when dim_change_reason.is_planned then 'planned_other'
        when dim_change_reason.is_disruption then 'broke_down'
        when not dim_change_reason.is_planned then 'not_planned_other'
    end as breakdown_value
from banded
left join fact_placement
    on fact_placement.authority_code = banded.authority_code
    and fact_placement.child_key = banded.child_key
    and fact_placement.placement_key = banded.placement_key
left join dim_change_reason
    on dim_change_reason.change_reason = fact_placement.change_reason
left join fact_placement as next_placement
    on next_placement.authority_code = fact_placement.authority_code
    and next_placement.child_key = fact_placement.child_key
    and next_placement.placement_no = fact_placement.next_placement_no
left join dim_placement_type as next_type
    on next_type.placement_type = next_placement.placement_type
