-- With how many care leavers is the authority in touch, and how many have a current pathway plan?
-- One row per birthday in the last twelve months, on that birthday.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
)

select
    leavers.birthday_age,
    count(*) as care_leavers,
    count_if(leavers.is_in_touch) as in_touch,
    count_if(leavers.has_current_pathway_plan) as with_current_plan,
    count_if(leavers.has_current_pathway_plan is null) as plan_not_known,
    count_if(leavers.is_with_former_foster_carer) as with_former_foster_carer,
    any_value(ends.has_full_history) as has_full_history
from care_leaver_birthdays as leavers
inner join ends
    on leavers.birthday_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
where leavers.in_cohort
group by leavers.birthday_age
order by leavers.birthday_age
