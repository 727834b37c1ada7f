with children as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.window_start,
        period.has_full_history,
        looked_after.child_key,
        -- A code that has left its group is in other (R16, R20).
        if(
            dim_placement_type.group_valid_to < looked_after.as_at,
            'other',
            coalesce(dim_placement_type.placement_group, 'unknown')
        ) as placement_group,
        coalesce(dim_placement_type.is_kinship, false) as is_kinship
    from period
    inner join looked_after
        on looked_after.authority_code = period.authority_code
        and looked_after.as_at = period.as_at
    left join dim_placement_type
        on dim_placement_type.placement_type = looked_after.placement_type
),

lasting_placements as (
    select
        fact_placement.authority_code,
        fact_placement.child_key,
        fact_placement.placement_no,
        fact_placement.placed_on,
        fact_placement.left_on
    from fact_placement
    inner join dim_placement_type
        on dim_placement_type.placement_type = fact_placement.placement_type
    where not dim_placement_type.is_temporary
),

placements_in_window as (
    select
        children.authority_code,
        children.period_type,
        children.as_at,
        children.has_full_history,
        children.child_key,
        count(lasting_placements.placement_no) as placements
    from children
    left join lasting_placements
        on lasting_placements.authority_code = children.authority_code
        and lasting_placements.child_key = children.child_key
        and lasting_placements.placed_on <= children.as_at
        and (lasting_placements.left_on is null or lasting_placements.left_on > children.window_start)
    where children.period_type = 'R12'
    group by
        children.authority_code,
        children.period_type,
        children.as_at,
        children.has_full_history,
        children.child_key
),

counted as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        'children_by_placement' as measure,
        placement_group as category
    from children
    where period_type = 'POINT'
    union all
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        'children_by_placements_in_year' as measure,
        if(placements >= 5, '5 and over', cast(placements as string)) as category
    from placements_in_window
    union all
    -- A move within care: the placement ended in the window and the child went to another of the same period of care, not
    -- with the same carer under another status. The view placement_moves shows the same moves.
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        'moves_by_reason' as measure,
        coalesce(fact_placement.change_reason, 'unknown') as category
    from period
    inner join fact_placement
        on fact_placement.authority_code = period.authority_code
        and fact_placement.left_on between period.window_start and period.as_at
    left join dim_change_reason
        on dim_change_reason.change_reason = fact_placement.change_reason
    where
        period.period_type = 'R12'
        and fact_placement.next_placement_no is not null
        and coalesce(dim_change_reason.counts_as_move, true)
),

-- Placements counted, as placement_3plus_pct does, less one for each child: three placements are two moves.
moves as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        sum(greatest(placements - 1, 0)) as moves,
        count(*) as children
    from placements_in_window
    group by authority_code, period_type, as_at, has_full_history
),

-- What the Panel calls family and friends, as three lines that must not be added: foster care by them and placement with
-- parents, of the children looked after on the day, and special guardianship, of the children who left care in the year.
family_and_friends_now as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        count(*) as children,
        count_if(is_kinship) as with_relatives,
        count_if(placement_group = 'foster') as fostered,
        count_if(placement_group = 'parent') as with_parents
    from children
    where period_type = 'POINT'
    group by authority_code, period_type, as_at, has_full_history
),

last_ends as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        max_by(
            named_struct('outcome', dim_end_reason.outcome, 'is_kinship', dim_end_reason.is_kinship),
            fact_care_period.ended_on
        ) as reason
    from period
    inner join fact_care_period
        on fact_care_period.authority_code = period.authority_code
        and fact_care_period.ended_on between period.window_start and period.as_at
    left join dim_end_reason on dim_end_reason.end_reason = fact_care_period.end_reason
    where
        period.period_type = 'R12'
        -- Care that ends on the day it starts covers no day (R2).
        and fact_care_period.ended_on > fact_care_period.started_on
    group by
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_care_period.child_key
),

special_guardianship as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        count(*) as leavers,
        count_if(reason.outcome = 'special_guardianship' and reason.is_kinship) as to_family_and_friends,
        count_if(reason.outcome = 'special_guardianship' and not reason.is_kinship) as to_others,
        count_if(reason.outcome = 'special_guardianship' and reason.is_kinship is null) as not_told
    from last_ends
    group by authority_code, period_type, as_at, has_full_history
),

family_and_friends as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        stack(
            3,
            'fostered by relatives or friends (U1 to U3)', with_relatives, children,
            'fostered by relatives or friends, of all who are fostered', with_relatives, fostered,
            'placed with parents (P1)', with_parents, children
        ) as (category, numerator, denominator)
    from family_and_friends_now
    union all
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        stack(
            3,
            'left to special guardianship of relatives or friends (E45, E47)', to_family_and_friends, leavers,
            'left to special guardianship of others (E46, E48)', to_others, leavers,
            'left to special guardianship, carers not told (E43, E44)', not_told, leavers
        ) as (category, numerator, denominator)
    from special_guardianship
)

select
    authority_code,
    period_type,
    as_at,
    has_full_history,
    measure,
    category,
    null as numerator,
    null as denominator
from counted
union all
select
    authority_code,
    period_type,
    as_at,
    has_full_history,
    'moves_in_year' as measure,
    'placements less one of each child' as category,
    moves as numerator,
    children as denominator
from moves
union all
select
    authority_code,
    period_type,
    as_at,
    has_full_history,
    'family_and_friends' as measure,
    category,
    numerator,
    denominator
from family_and_friends
