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

-- Of the workers in post on the day and on the last day of the quarter before, without agency workers, those on one of them.
moves as (
    select
        period.authority_code,
        period.as_at,
        fact_workforce.month_end,
        fact_workforce.full_time_equivalent,
        count(*) over (partition by period.authority_code, period.as_at, fact_workforce.worker_key) = 1 as is_on_one_day
    from period
    inner join fact_workforce
        on fact_workforce.authority_code = period.authority_code
        and fact_workforce.month_end in (period.as_at, last_day(add_months(period.as_at, -3)))
    where fact_workforce.method = 'recorded'
        and fact_workforce.in_post
        and not coalesce(fact_workforce.is_agency, false)
),

moved as (
    select
        authority_code,
        as_at,
        coalesce(sum(full_time_equivalent) filter (where month_end = as_at and is_on_one_day), 0) as starters,
        coalesce(sum(full_time_equivalent) filter (where month_end < as_at and is_on_one_day), 0) as leavers
    from moves
    group by authority_code, as_at
    having bool_or(month_end = as_at) and bool_or(month_end < as_at)
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
    cast(moved.starters as decimal(18, 2)) as starters_full_time_equivalent,
    cast(moved.leavers as decimal(18, 2)) as leavers_full_time_equivalent,
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
left join moved
    on moved.authority_code = period.authority_code
    and moved.as_at = period.as_at
left join children
    on children.authority_code = period.authority_code
    and children.as_at = period.as_at
left join cases
    on cases.authority_code = period.authority_code
    and cases.month_end = period.as_at
