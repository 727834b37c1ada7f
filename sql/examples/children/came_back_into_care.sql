-- How many of the children who came into care in the last twelve months had been in care before?
-- One row per how they left the last time. Only earlier care that the extract holds is known, so the true number may be higher.
with starts as (
    select
        child_key,
        max(care_period_no) as care_period_no
    from fact_care_period
    where counts_as_start
        and started_on > add_months((select max(as_at) from kpi_quarterly), -12)
        and started_on <= (select max(as_at) from kpi_quarterly)
        and (ended_on is null or ended_on > started_on)
    group by child_key
)

select
    if(before.child_key is null, 'first time held', coalesce(dim_end_reason.outcome, 'unknown')) as left_before_to,
    count(*) as children,
    add_months((select max(as_at) from kpi_quarterly), -12) >= (select max(history_from) from source_night) as has_full_history
from starts
left join fact_care_period as before
    on before.child_key = starts.child_key
    and before.care_period_no = starts.care_period_no - 1
left join dim_end_reason
    on dim_end_reason.end_reason = before.end_reason
group by 1
order by children desc, left_before_to
