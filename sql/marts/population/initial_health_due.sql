-- By due date, so that a child who came late in a quarter counts in the quarter in which day 20 falls.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'period_of_care' as member_kind,
    concat(fact_assessment.child_key, ':', fact_assessment.since_on) as member_key,
    fact_assessment.child_key,
    fact_assessment.care_period_no,
    fact_assessment.since_on,
    fact_assessment.due_on,
    fact_assessment.due_on as banded_on,
    fact_assessment.due_on as in_care_on,
    timestamp(if(fact_assessment.held_on <= period.as_at, fact_assessment.held_on, null)) as until_at,
    fact_assessment.held_on
from period
inner join fact_assessment
    on fact_assessment.authority_code = period.authority_code
    and fact_assessment.due_on between period.window_start and period.as_at
where
    fact_assessment.assessment_type = 'initial_health'
    -- Care that ended on or before day 20 is out.
    and (fact_assessment.obligation_ended_on is null or fact_assessment.obligation_ended_on > fact_assessment.due_on)
