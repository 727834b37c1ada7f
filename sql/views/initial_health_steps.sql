-- Each initial health assessment that a start of care asked for: in time or not, by how many working days late, and at which
-- step, by the rules of iha_ontime_pct and detail_health.
with nights as (
    select
        authority_code,
        max(business_date) as business_date
    from source_night
    group by authority_code
),

obligations as (
    select
        fact_assessment.authority_code,
        fact_assessment.child_key,
        fact_assessment.care_period_no,
        fact_assessment.since_on,
        fact_assessment.consent_on,
        fact_assessment.requested_on,
        fact_assessment.due_on,
        fact_assessment.held_on,
        fact_assessment.working_days,
        fact_assessment.late_step,
        nights.business_date,
        coalesce(fact_assessment.held_on between fact_assessment.since_on and fact_assessment.due_on, false) as is_on_time,
        -- Care that ended on or before day 20 is out.
        fact_assessment.due_on <= nights.business_date
        and (
            fact_assessment.obligation_ended_on is null
            or fact_assessment.obligation_ended_on > fact_assessment.due_on
        ) as is_counted,
        fact_assessment.obligation_ended_on
    from fact_assessment
    inner join nights
        on nights.authority_code = fact_assessment.authority_code
    where fact_assessment.assessment_type = 'initial_health'
),

teams as (
    select
        obligations.authority_code,
        obligations.child_key,
        obligations.since_on,
        max_by(
            fact_case_allocation.team_key,
            struct(fact_case_allocation.started_on, fact_case_allocation.worker_key)
        ) as team_key
    from obligations
    inner join fact_case_allocation
        on fact_case_allocation.authority_code = obligations.authority_code
        and fact_case_allocation.child_key = obligations.child_key
        and fact_case_allocation.started_on <= obligations.due_on
        and (fact_case_allocation.ended_on is null or fact_case_allocation.ended_on > obligations.due_on)
    where fact_case_allocation.is_main_worker
    group by obligations.authority_code, obligations.child_key, obligations.since_on
)

select
    obligations.authority_code,
    obligations.child_key,
    obligations.care_period_no,
    obligations.since_on,
    obligations.consent_on,
    obligations.requested_on,
    obligations.due_on,
    obligations.held_on,
    last_day(add_months(trunc(obligations.due_on, 'quarter'), 2)) as quarter_end,
    obligations.is_counted,
    obligations.is_on_time,
    case
        when obligations.is_on_time then 'in time'
        when obligations.obligation_ended_on <= obligations.due_on then 'care ended before'
        when obligations.due_on > obligations.business_date then 'not due yet'
        when obligations.held_on is null then 'not held'
        else 'late'
    end as result,
    case
        when obligations.is_counted and not obligations.is_on_time then coalesce(obligations.late_step, 'step unknown')
    end as late_step,
    obligations.working_days,
    -- Up to the business date where it is still outstanding: care may have ended first.
    case
        when obligations.is_counted and not obligations.is_on_time
            then
                last_day_counted.working_day_number - due_day.working_day_number
    end as working_days_late,
    teams.team_key,
    coalesce(dim_team.team_name, 'unknown') as team_name
from obligations
left join teams
    on teams.authority_code = obligations.authority_code
    and teams.child_key = obligations.child_key
    and teams.since_on = obligations.since_on
left join dim_team
    on dim_team.authority_code = teams.authority_code
    and dim_team.team_key = teams.team_key
left join dim_date as due_day
    on due_day.date = obligations.due_on
left join dim_date as last_day_counted
    on last_day_counted.date = coalesce(
        obligations.held_on, least(obligations.obligation_ended_on, obligations.business_date)
    )
