-- A child adopted twice in the window counts with the last adoption.
with adoptions as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_adoption.child_key,
        fact_adoption.adopted_on,
        fact_adoption.entered_care_on,
        fact_adoption.entry_observed,
        fact_adoption.placement_order_on,
        fact_adoption.matched_on,
        fact_adoption.moved_in_on,
        row_number() over (
            partition by period.authority_code, period.period_type, period.as_at, fact_adoption.child_key
            order by fact_adoption.adopted_on desc
        ) as latest_first
    from period
    inner join fact_adoption
        on fact_adoption.authority_code = period.authority_code
        and fact_adoption.adopted_on between period.window_start and period.as_at
)

select
    authority_code,
    period_type,
    as_at,
    has_full_history,
    'child' as member_kind,
    child_key as member_key,
    child_key,
    adopted_on as banded_on,
    date_sub(adopted_on, 1) as in_care_on,
    entered_care_on,
    entry_observed,
    placement_order_on,
    matched_on,
    moved_in_on
from adoptions
where latest_first = 1
