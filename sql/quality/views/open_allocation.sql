-- Each main worker of a child on the business date, with what the staff records say of the worker.
select
    fact_case_allocation.authority_code,
    fact_case_allocation.child_key,
    fact_case_allocation.worker_key,
    fact_case_allocation.started_on,
    fact_case_allocation.team_key,
    period.as_at as business_date,
    not coalesce(dim_worker.is_placeholder, true) as worker_known,
    dim_worker.in_post,
    dim_worker.role as worker_role
from period
inner join fact_case_allocation
    on fact_case_allocation.authority_code = period.authority_code
    and fact_case_allocation.role <> '16PLUS'
    and fact_case_allocation.started_on <= period.as_at
    and (fact_case_allocation.ended_on is null or fact_case_allocation.ended_on > period.as_at)
left join dim_worker
    on dim_worker.authority_code = fact_case_allocation.authority_code
    and dim_worker.worker_key = fact_case_allocation.worker_key
    and dim_worker.is_current
