-- How many placements with connected carers and with parents began and ended in each quarter?
-- One row per quarter of the last eight. Placements count, so a child who moves from one aunt to another is in both columns. A
-- placement whose start is not held began in no quarter (R17).
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
),

quarters as (
    select distinct
        dim_date.quarter_end,
        trunc(dim_date.quarter_end, 'quarter') >= (select max(history_from) from source_night) as has_full_history
    from dim_date
    inner join ends
        on dim_date.date > add_months(ends.as_at, -24)
        and dim_date.date <= ends.as_at
),

changes as (
    select
        placed_on as changed_on,
        is_kinship,
        placement_group,
        true as is_begun
    from placement_moves
    where start_observed
    union all
    select
        left_on as changed_on,
        is_kinship,
        placement_group,
        false as is_begun
    from placement_moves
    where left_on is not null
)

select
    quarters.quarter_end,
    count_if(changes.is_kinship and changes.is_begun) as connected_begun,
    count_if(changes.is_kinship and not changes.is_begun) as connected_ended,
    count_if(changes.placement_group = 'parent' and changes.is_begun) as with_parents_begun,
    count_if(changes.placement_group = 'parent' and not changes.is_begun) as with_parents_ended,
    quarters.has_full_history
from quarters
left join changes
    on changes.changed_on between trunc(quarters.quarter_end, 'quarter') and quarters.quarter_end
group by quarters.quarter_end, quarters.has_full_history
order by quarters.quarter_end
