select
    period.authority_code,
    period.period_type,
    period.as_at,
    'worker' as member_kind,
    fact_caseload.worker_key as member_key,
    fact_caseload.cases as numerator,
    fact_caseload.full_time_equivalent as denominator
from period
inner join fact_caseload
    on fact_caseload.authority_code = period.authority_code
    and fact_caseload.month_end = period.as_at
