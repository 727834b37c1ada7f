-- What do care leavers do, by birthday?
-- One row per birthday from 17 to 21 in the last twelve months. Not known stays in the total, so the true share in study or work
-- may be higher.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
)

select
    leavers.birthday_age,
    count(*) as care_leavers,
    count_if(leavers.activity_group = 'in education, employment or training') as in_study_or_work,
    round(100 * count_if(leavers.activity_group = 'in education, employment or training') / count(*), 1) as percent,
    count_if(leavers.is_in_higher_education) as in_higher_education,
    count_if(leavers.activity = 'G4') as ill_or_disabled,
    count_if(leavers.activity = 'G6') as pregnant_or_parenting,
    count_if(leavers.activity_group = 'not known') as not_known,
    any_value(ends.has_full_history) as has_full_history
from care_leaver_birthdays as leavers
inner join ends
    on leavers.birthday_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
where leavers.in_cohort
group by leavers.birthday_age
order by leavers.birthday_age
