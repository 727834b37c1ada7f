-- A worker of 0.6 full time adds 0.6, one of 0 adds the cases alone. Without a full-time equivalent neither the cases nor
-- the worker can be set against each other, so both are left out.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    'worker' as member_kind,
    cast(fact_caseload.worker_key as string) as member_key,
    fact_caseload.cases as numerator,
    fact_caseload.full_time_equivalent as denominator,
    period.as_at >= period.history_from as has_full_history
from period
inner join fact_caseload
    on fact_caseload.authority_code = period.authority_code
    and fact_caseload.month_end = period.as_at
where
    fact_caseload.cases > 0
    and fact_caseload.full_time_equivalent is not null
    and fact_caseload.is_case_holding_role
