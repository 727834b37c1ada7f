-- Placements, not moves: three placements are two moves. Those of an earlier period of care in the window count too.
with placements_in_window as (
    select
        population.member,
        count(*) as placements
    from population
    inner join fact_placement
        on fact_placement.authority_code = population.authority_code
        and fact_placement.child_key = population.child_key
        and fact_placement.placed_on <= population.as_at
        and (fact_placement.left_on is null or fact_placement.left_on > population.window_start)
    inner join dim_placement_type
        on dim_placement_type.placement_type = fact_placement.placement_type
    -- A temporary stay is no placement, also where the child did not come back from it (R5).
    where not dim_placement_type.is_temporary
    group by population.member
),

-- Care of which the first days are not held, in this period of care or an earlier one (R17).
cut_short as (
    select distinct population.member
    from population
    inner join fact_care_period
        on fact_care_period.authority_code = population.authority_code
        and fact_care_period.child_key = population.child_key
        and fact_care_period.started_on <= population.as_at
        and fact_care_period.history_from > population.window_start
)

select
    population.member,
    placements_in_window.placements >= 3 as numerator,
    population.as_at >= population.history_from
    and cut_short.member is null
    -- Where care began later in the window, the time before it is held too (R17).
    and (population.care_started_on <= population.window_start or population.history_from <= population.window_start)
        as has_full_history
from population
left join placements_in_window
    on placements_in_window.member = population.member
left join cut_short
    on cut_short.member = population.member
