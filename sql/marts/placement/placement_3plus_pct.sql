-- Placements, not moves: three placements are two moves. Those of an earlier period of care in the window count too.
with placements_in_window as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        fact_placement.child_key,
        count(*) as placements
    from period
    inner join fact_placement
        on fact_placement.authority_code = period.authority_code
        and fact_placement.placed_on <= period.as_at
        and (fact_placement.left_on is null or fact_placement.left_on > period.window_start)
    where
        -- A temporary stay is no placement, also where the child did not come back from it (R5).
        fact_placement.placement_type not in ('T0', 'T1', 'T2', 'T3', 'T4')
    group by period.authority_code, period.period_type, period.as_at, fact_placement.child_key
)

select
    period.authority_code,
    period.period_type,
    period.as_at,
    'child' as member_kind,
    cast(looked_after.child_key as string) as member_key,
    if(coalesce(placements_in_window.placements, 0) >= 3, 1, 0) as numerator,
    1 as denominator,
    period.as_at >= period.history_from
    -- The child's own period of care is held back to the window's first day, and where care began
    -- later in the window, so is the time before it (R17).
    and (looked_after.history_from is null or looked_after.history_from <= period.window_start)
    and (looked_after.care_started_on <= period.window_start or period.history_from <= period.window_start)
        as has_full_history
from period
inner join looked_after
    on looked_after.authority_code = period.authority_code
    and looked_after.as_at = period.as_at
left join placements_in_window
    on placements_in_window.authority_code = period.authority_code
    and placements_in_window.period_type = period.period_type
    and placements_in_window.as_at = period.as_at
    and placements_in_window.child_key = looked_after.child_key
