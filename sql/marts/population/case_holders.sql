select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'worker' as member_kind,
    fact_caseload.worker_key as member_key,
    fact_caseload.worker_key,
    fact_caseload.team_key,
    period.as_at as banded_on,
    fact_caseload.cases,
    fact_caseload.full_time_equivalent,
    fact_caseload.is_agency
from period
inner join fact_caseload
    on fact_caseload.authority_code = period.authority_code
    and fact_caseload.month_end = period.as_at
where
    fact_caseload.cases > 0
    and fact_caseload.is_case_holding_role
