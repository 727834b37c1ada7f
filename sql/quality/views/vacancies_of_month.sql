-- The vacancies of each month end beside the workers in post who are not from an agency.
with vacancies as (
    select
        authority_code,
        month_end,
        coalesce(sum(vacant_full_time_equivalents) filter (where team_key is not null), 0) as of_teams,
        coalesce(sum(vacant_full_time_equivalents) filter (where team_key is null), 0) as of_no_team
    from fact_vacancy
    group by authority_code, month_end
),

workers as (
    select
        authority_code,
        month_end,
        sum(full_time_equivalent) as in_post
    from fact_workforce
    where method = 'recorded'
        and in_post
        and not coalesce(is_agency, false)
    group by authority_code, month_end
)

select
    vacancies.authority_code,
    vacancies.month_end,
    cast(vacancies.of_teams as decimal(9, 2)) as of_teams,
    cast(vacancies.of_no_team as decimal(9, 2)) as of_no_team,
    cast(coalesce(workers.in_post, 0) as decimal(9, 2)) as in_post
from vacancies
left join workers
    on workers.authority_code = vacancies.authority_code
    and workers.month_end = vacancies.month_end
