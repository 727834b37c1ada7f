-- Headcount of workers with a case of their own. The agreed limit and whether it is within it are parameters.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    'worker' as member_kind,
    cast(fact_caseload.worker_key as string) as member_key,
    if(
        fact_caseload.cases < :caseload_limit
        or (:caseload_operator = 'at_most' and fact_caseload.cases = :caseload_limit),
        1,
        0
    ) as numerator,
    1 as denominator,
    period.as_at >= period.history_from as has_full_history
from period
inner join fact_caseload
    on fact_caseload.authority_code = period.authority_code
    and fact_caseload.month_end = period.as_at
where
    fact_caseload.cases > 0
    and fact_caseload.is_case_holding_role
    and (:caseload_includes_agency or not coalesce(fact_caseload.is_agency, false))
