-- How many moves were good moves, and how many were breakdowns?
-- One row per quarter of the last eight, of moves from one home to another within care. Planned are those that the care plan
-- wanted; of these, to_family_or_long_term went to relatives or friends, adoptive parents or long-term foster care.
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
),

moves as (
    select
        placement_moves.*,
        last_day(add_months(trunc(placement_moves.left_on, 'quarter'), 2)) as quarter_end
    from placement_moves
    inner join ends
        on placement_moves.left_on > add_months(ends.as_at, -24)
        and placement_moves.left_on <= ends.as_at
    where placement_moves.is_move
)

select
    moves.quarter_end,
    count(*) as moves,
    count_if(moves.is_planned_move) as planned,
    count_if(
        moves.is_planned_move
        and (next_type.is_kinship or next_type.is_long_term_foster or next_type.placement_group = 'adoption')
    ) as to_family_or_long_term,
    count_if(not moves.is_planned_move) as not_planned,
    count_if(moves.is_planned_move is null) as not_told,
    trunc(moves.quarter_end, 'quarter') >= (select max(history_from) from source_night) as has_full_history
from moves
left join dim_placement_type as next_type
    on next_type.placement_type = moves.next_placement_type
group by moves.quarter_end
order by moves.quarter_end
