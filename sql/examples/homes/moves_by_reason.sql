-- Why did children move home within care in the last twelve months, and from which kind of home?
-- One row per reason; the columns count the moves by the home that was left.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
)

select
    moves.move_reason,
    moves.is_planned_move,
    count(*) as moves,
    count_if(moves.is_kinship) as from_family_and_friends,
    count_if(moves.placement_group = 'foster' and not moves.is_kinship) as from_other_foster,
    count_if(moves.placement_group = 'secure_or_childrens_home') as from_childrens_home,
    count_if(moves.placement_group not in ('foster', 'secure_or_childrens_home')) as from_elsewhere,
    any_value(ends.has_full_history) as has_full_history
from placement_moves as moves
inner join ends
    on moves.left_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
where moves.is_move
group by moves.move_reason, moves.is_planned_move
order by moves desc, moves.move_reason
