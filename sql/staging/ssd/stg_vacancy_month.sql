-- Vacancies below 0 or too many for their column are a typing error: unknown, and must not stop the night.
select
    authority_code,
    month_end,
    team_key(team_id) as team_key,
    try_cast(if(vacancy_fte >= 0, vacancy_fte, null) as decimal(6, 2)) as vacant_full_time_equivalents,
    source_row
from ssd_hr_vacancy_month
