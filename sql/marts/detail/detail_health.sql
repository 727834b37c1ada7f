with obligations as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_assessment.late_step,
        fact_assessment.working_days,
        -- As at the date: one held later was not held yet.
        coalesce(fact_assessment.held_on <= period.as_at, false) as is_held,
        coalesce(fact_assessment.held_on between fact_assessment.since_on and fact_assessment.due_on, false) as is_on_time,
        coalesce(fact_assessment.obligation_ended_on <= fact_assessment.due_on, false) as ended_before_due
    from period
    inner join fact_assessment
        on fact_assessment.authority_code = period.authority_code
        and fact_assessment.due_on between period.window_start and period.as_at
    where fact_assessment.assessment_type = 'initial_health'
),

counted as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        'initial_by_step' as measure,
        case
            when is_on_time then 'in time'
            else concat('late: ', coalesce(late_step, 'step unknown'))
        end as category
    from obligations
    where not ended_before_due
    union all
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        'initial_by_days' as measure,
        case
            when is_on_time then 'in time'
            when not is_held then 'not held'
            when working_days <= 30 then 'up to 30 working days'
            when working_days <= 40 then '31 to 40 working days'
            else 'over 40 working days'
        end as category
    from obligations
    where not ended_before_due
    union all
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        'initial_care_ended' as measure,
        if(is_on_time, 'held', 'not held') as category
    from obligations
    where ended_before_due
)

select
    authority_code,
    period_type,
    as_at,
    has_full_history,
    measure,
    category
from counted
