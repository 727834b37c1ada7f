-- How did children leave care in the last twelve months, and after how long?
-- One row per outcome. Each child counts once, with its last end of care. Where the start of care is not held, the months may
-- be more.
with leavers as (
    select
        child_key,
        max_by(end_reason, ended_on) as end_reason,
        max(ended_on) as ended_on,
        max_by(started_on, ended_on) as started_on
    from fact_care_period
    where ended_on > started_on
        and ended_on > add_months((select max(as_at) from kpi_quarterly), -12)
        and ended_on <= (select max(as_at) from kpi_quarterly)
    group by child_key
)

select
    coalesce(dim_end_reason.outcome, 'unknown') as outcome,
    count(*) as children,
    round(100 * count(*) / sum(count(*)) over (), 1) as percent,
    cast(median(floor(months_between(leavers.ended_on, leavers.started_on))) as decimal(9, 1)) as median_months_in_care,
    add_months((select max(as_at) from kpi_quarterly), -12) >= (select max(history_from) from source_night) as has_full_history
from leavers
left join dim_end_reason
    on dim_end_reason.end_reason = leavers.end_reason
group by coalesce(dim_end_reason.outcome, 'unknown')
order by children desc, outcome
