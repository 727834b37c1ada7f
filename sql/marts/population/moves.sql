-- Care in the window of which the first days are not held: the child may have moved more often (R17).
with cut_short as (
    select distinct
        period.authority_code,
        period.period_type,
        period.as_at,
        fact_care_period.child_key
    from period
    inner join fact_care_period
        on fact_care_period.authority_code = period.authority_code
        and fact_care_period.started_on <= period.as_at
        and fact_care_period.history_from > period.window_start
)

-- A move within care: the placement ended in the window and the child went to another one of the same period of care, not to the
-- same carer under another status.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history and cut_short.child_key is null as has_full_history,
    'move' as member_kind,
    concat(fact_placement.child_key, ':', fact_placement.placement_key) as member_key,
    fact_placement.child_key,
    fact_placement.placement_key,
    fact_placement.left_on,
    fact_placement.left_on as banded_on,
    date_sub(fact_placement.left_on, 1) as in_care_on
from period
inner join fact_placement
    on fact_placement.authority_code = period.authority_code
    and fact_placement.left_on between period.window_start and period.as_at
left join dim_change_reason
    on dim_change_reason.change_reason = fact_placement.change_reason
left join cut_short
    on cut_short.authority_code = period.authority_code
    and cut_short.period_type = period.period_type
    and cut_short.as_at = period.as_at
    and cut_short.child_key = fact_placement.child_key
where
    fact_placement.next_placement_no is not null
    and coalesce(dim_change_reason.counts_as_move, true)
