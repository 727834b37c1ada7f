-- Where the staff records or the file of vacancies lack the month, the workers say that they do not reach: otherwise nobody
-- would be in post, or no post vacant.
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

vacancy_months as (
    select distinct authority_code, month_end
    from fact_vacancy
    where vacant_full_time_equivalents is not null
),

held as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        months.month_end is not null as has_month,
        period.has_full_history and months.month_end is not null and vacancy_months.month_end is not null
            as has_full_history
    from period
    left join months
        on months.authority_code = period.authority_code
        and months.month_end = period.as_at
    left join vacancy_months
        on vacancy_months.authority_code = period.authority_code
        and vacancy_months.month_end = period.as_at
)

select
    held.authority_code,
    held.period_type,
    held.as_at,
    held.has_full_history,
    'worker' as member_kind,
    workers.worker_key as member_key,
    workers.worker_key,
    fact_workforce.full_time_equivalent,
    cast(null as decimal(6, 2)) as vacant_full_time_equivalents
from held
inner join workers
    on workers.authority_code = held.authority_code
left join fact_workforce
    on fact_workforce.authority_code = workers.authority_code
    and fact_workforce.worker_key = workers.worker_key
    and fact_workforce.month_end = held.as_at
    and fact_workforce.method = 'recorded'
where
    not held.has_month
    or (fact_workforce.in_post and not coalesce(fact_workforce.is_agency, false))
union all
select
    held.authority_code,
    held.period_type,
    held.as_at,
    held.has_full_history,
    'team' as member_kind,
    coalesce(fact_vacancy.team_key, 0) as member_key,
    null as worker_key,
    null as full_time_equivalent,
    fact_vacancy.vacant_full_time_equivalents
from held
inner join fact_vacancy
    on fact_vacancy.authority_code = held.authority_code
    and fact_vacancy.month_end = held.as_at
where fact_vacancy.vacant_full_time_equivalents is not null
