-- How many working days pass from the start of care to consent, to the request, and to the assessment?
-- One row per quarter in which the assessments fell due, with the median over those whose day is known.
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
)

select
    steps.quarter_end,
    count(*) as due,
    cast(median(consented.working_day_number - started.working_day_number) as decimal(9, 1)) as to_consent,
    cast(median(requested.working_day_number - started.working_day_number) as decimal(9, 1)) as to_request,
    cast(median(steps.working_days) as decimal(9, 1)) as to_assessment,
    trunc(steps.quarter_end, 'quarter') >= (select max(history_from) from source_night) as has_full_history
from initial_health_steps as steps
inner join ends
    on steps.quarter_end > add_months(ends.as_at, -24)
    and steps.quarter_end <= ends.as_at
inner join dim_date as started
    on started.date = steps.since_on
left join dim_date as consented
    on consented.date = steps.consent_on
left join dim_date as requested
    on requested.date = steps.requested_on
where steps.is_counted
group by steps.quarter_end
order by steps.quarter_end
