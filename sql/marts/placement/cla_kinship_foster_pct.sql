select
    period.authority_code,
    period.period_type,
    period.as_at,
    'child' as member_kind,
    cast(looked_after.child_key as string) as member_key,
    if(looked_after.placement_type in ('U1', 'U2', 'U3'), 1, 0) as numerator,
    1 as denominator,
    period.window_start >= period.history_from as has_full_history
from period
inner join looked_after
    on looked_after.authority_code = period.authority_code
    and looked_after.as_at = period.as_at
