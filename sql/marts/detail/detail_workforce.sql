-- Whether there are enough social workers: workers in post, children and cases of the same day on one line.
with workers as (
    select
        authority_code,
        month_end,
        sum(full_time_equivalent) filter (where not coalesce(is_agency, false)) as full_time_equivalent,
        sum(full_time_equivalent) filter (where is_agency) as agency_full_time_equivalent
    from fact_workforce
    where method = 'recorded'
        and in_post
    group by authority_code, month_end
),

children as (
    select
        authority_code,
        as_at,
        count(*) as children_looked_after
    from looked_after
    group by authority_code, as_at
),

cases as (
    select
        authority_code,
        month_end,
        sum(cases) as cases
    from fact_caseload
    where is_case_holding_role
    group by authority_code, month_end
)

select
    period.authority_code,
    period.as_at,
    cast(workers.full_time_equivalent as decimal(18, 2)) as full_time_equivalent,
    cast(workers.agency_full_time_equivalent as decimal(18, 2)) as agency_full_time_equivalent,
    coalesce(children.children_looked_after, 0) as children_looked_after,
    coalesce(cases.cases, 0) as cases,
    cast(
        round(coalesce(children.children_looked_after, 0) / nullif(workers.full_time_equivalent, 0), 1) as decimal(18, 1)
    ) as children_per_full_time_equivalent,
    period.has_full_history and workers.authority_code is not null as has_full_history
from period
left join workers
    on workers.authority_code = period.authority_code
    and workers.month_end = period.as_at
left join children
    on children.authority_code = period.authority_code
    and children.as_at = period.as_at
left join cases
    on cases.authority_code = period.authority_code
    and cases.month_end = period.as_at
