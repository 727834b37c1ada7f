-- Where the staff records lack the month, the workers whom they have in other months weigh nothing and say that the records do
-- not reach: otherwise nobody would be in post.
with workers as (
    select distinct authority_code, worker_key
    from fact_workforce
    where method = 'recorded'
),

months as (
    select distinct authority_code, month_end
    from fact_workforce
    where method = 'recorded'
),

in_post as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_workforce.worker_key,
        fact_workforce.full_time_equivalent,
        fact_workforce.is_agency
    from period
    inner join fact_workforce
        on fact_workforce.authority_code = period.authority_code
        and fact_workforce.month_end = period.as_at
    where
        fact_workforce.method = 'recorded'
        and fact_workforce.in_post
    union all
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        false as has_full_history,
        workers.worker_key,
        null as full_time_equivalent,
        null as is_agency
    from period
    inner join workers
        on workers.authority_code = period.authority_code
    left join months
        on months.authority_code = period.authority_code
        and months.month_end = period.as_at
    where months.month_end is null
)

select
    authority_code,
    period_type,
    as_at,
    has_full_history,
    'worker' as member_kind,
    worker_key as member_key,
    worker_key,
    full_time_equivalent,
    coalesce(is_agency, false) as is_agency,
    as_at as banded_on
from in_post
