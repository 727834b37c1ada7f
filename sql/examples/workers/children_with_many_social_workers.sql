-- How many social workers did the children looked after have in the last twelve months?
-- One row per number of main workers of a child who is looked after at the latest quarter end; three and more are those of
-- cla_sw_3plus_pct.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
),

workers_of_child as (
    select
        children.child_key,
        count(distinct allocation.worker_key) as workers
    from ends
    inner join children_looked_after as children
        on children.as_at = ends.as_at
    left join fact_worker_allocation as allocation
        on allocation.child_key = children.child_key
        and allocation.started_on <= ends.as_at
        and (allocation.ended_on is null or allocation.ended_on > date_add(add_months(ends.as_at, -12), 1))
    group by children.child_key
)

select
    if(workers >= 5, '5 and over', cast(workers as string)) as social_workers,
    count(*) as children,
    round(100 * count(*) / sum(count(*)) over (), 1) as percent,
    any_value(ends.has_full_history) as has_full_history
from workers_of_child
cross join ends
group by 1
order by social_workers
