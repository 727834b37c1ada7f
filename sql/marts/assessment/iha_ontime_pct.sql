-- The cohort is by due date, so that a child who came late in a quarter counts in the quarter in which day 20 falls.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    'period_of_care' as member_kind,
    concat(fact_assessment.child_key, ':', fact_assessment.care_period_no) as member_key,
    -- Held means seen: requested, offered or refused is not held.
    if(fact_assessment.held_on between fact_assessment.since_on and fact_assessment.due_on, 1, 0) as numerator,
    1 as denominator,
    period.window_start >= period.history_from as has_full_history
from period
inner join fact_assessment
    on fact_assessment.authority_code = period.authority_code
    and fact_assessment.due_on between period.window_start and period.as_at
where
    fact_assessment.assessment_type = 'initial_health'
    -- Care that ended on or before day 20 is out.
    and (fact_assessment.obligation_ended_on is null or fact_assessment.obligation_ended_on > fact_assessment.due_on)
