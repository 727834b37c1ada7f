-- The step that failed, of the assessment that the start of care asked for.
select
    banded.member,
    fact_assessment.late_step as breakdown_value
from banded
left join fact_assessment
    on fact_assessment.authority_code = banded.authority_code
    and fact_assessment.child_key = banded.child_key
    and fact_assessment.assessment_type = 'initial_health'
    and fact_assessment.since_on = banded.care_started_on
    and fact_assessment.due_on = banded.banded_on
