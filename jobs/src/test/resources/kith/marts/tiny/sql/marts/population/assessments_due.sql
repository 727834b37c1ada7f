select
    period.authority_code,
    period.period_type,
    period.as_at,
    'assessment' as member_kind,
    concat(fact_assessment.child_key, ':', fact_assessment.due_on) as member_key,
    fact_assessment.method <> 'inferred' as has_full_history,
    fact_assessment.is_on_time
from period
inner join fact_assessment
    on fact_assessment.authority_code = period.authority_code
    and fact_assessment.due_on between period.window_start and period.as_at
