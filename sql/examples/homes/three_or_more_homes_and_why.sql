-- Why did the children move who lived in three or more homes in the last twelve months?
-- One row per reason of a move of these children within the twelve months: how many moves, and how many of the children had one.
-- Temporary stays are no homes, as in placement_3plus_pct. is_planned_move says whether the care plan wanted such a move.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
),

homes as (
    select
        children.child_key,
        count(*) as homes
    from ends
    inner join children_looked_after as children
        on children.as_at = ends.as_at
    inner join placement_moves
        on placement_moves.child_key = children.child_key
        and placement_moves.placed_on <= ends.as_at
        and (placement_moves.left_on is null or placement_moves.left_on > date_add(add_months(ends.as_at, -12), 1))
    where not placement_moves.is_temporary
    group by children.child_key
    having count(*) >= 3
)

select
    placement_moves.move_reason,
    count(*) as moves,
    count(distinct placement_moves.child_key) as children_with_one,
    placement_moves.is_planned_move,
    (select count(*) from homes) as children_with_three_homes,
    any_value(ends.has_full_history) as has_full_history
from homes
cross join ends
inner join placement_moves
    on placement_moves.child_key = homes.child_key
    and placement_moves.left_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
where placement_moves.is_move
group by placement_moves.move_reason, placement_moves.is_planned_move
order by moves desc, placement_moves.move_reason
