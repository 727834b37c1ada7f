-- Are there enough social workers, that is, do children and cases grow faster than workers?
-- One row per quarter of the last eight: children looked after, cases, and full-time equivalents of workers in post (any role,
-- without agency), agency workers, and vacancies. Vacancies stay empty where no file of them is delivered.
with vacancies as (
    select
        month_end,
        sum(vacant_full_time_equivalents) as vacant_full_time_equivalents
    from fact_vacancy
    group by month_end
)

select
    workforce.as_at,
    workforce.children_looked_after,
    workforce.cases,
    workforce.full_time_equivalent,
    workforce.agency_full_time_equivalent,
    vacancies.vacant_full_time_equivalents,
    workforce.starters_full_time_equivalent,
    workforce.leavers_full_time_equivalent,
    workforce.children_per_full_time_equivalent,
    workforce.has_full_history
from detail_workforce as workforce
left join vacancies
    on vacancies.month_end = workforce.as_at
where workforce.as_at > add_months((select max(as_at) from detail_workforce), -24)
order by workforce.as_at
