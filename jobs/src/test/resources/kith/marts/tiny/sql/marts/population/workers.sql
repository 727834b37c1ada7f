select
    period.*,
    'worker' as member_kind,
    fact_caseload.worker_key as member_key,
    fact_caseload.cases,
    fact_caseload.full_time_equivalent
from period
inner join fact_caseload
    on fact_caseload.authority_code = period.authority_code
    and fact_caseload.month_end = period.as_at
