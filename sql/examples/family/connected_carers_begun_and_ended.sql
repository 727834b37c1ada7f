-- How many placements with connected carers and with parents began and ended in each quarter?
-- One row per quarter of the last eight. Placements count, so a child who moves from one aunt to another is in both columns.
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
),

quarters as (
    select distinct dim_date.quarter_end
    from dim_date
    inner join ends
        on dim_date.date > add_months(ends.as_at, -24)
        and dim_date.date <= ends.as_at
)

select
    quarters.quarter_end,
    count_if(moves.is_kinship and last_day(add_months(trunc(moves.placed_on, 'quarter'), 2)) = quarters.quarter_end)
        as connected_begun,
    count_if(moves.is_kinship and last_day(add_months(trunc(moves.left_on, 'quarter'), 2)) = quarters.quarter_end)
        as connected_ended,
    count_if(
        moves.placement_group = 'parent'
        and last_day(add_months(trunc(moves.placed_on, 'quarter'), 2)) = quarters.quarter_end
    ) as with_parents_begun,
    count_if(
        moves.placement_group = 'parent'
        and last_day(add_months(trunc(moves.left_on, 'quarter'), 2)) = quarters.quarter_end
    ) as with_parents_ended
from quarters
inner join placement_moves as moves
    on quarters.quarter_end in (
        last_day(add_months(trunc(moves.placed_on, 'quarter'), 2)), last_day(add_months(trunc(moves.left_on, 'quarter'), 2))
    )
group by quarters.quarter_end
order by quarters.quarter_end
