-- Where do care leavers live, by birthday?
-- One row per birthday in the last twelve months and accommodation. Rows with false in the third column (abroad, deported, not
-- known) are in no percentage; no information counts as not suitable.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
)

select
    leavers.birthday_age,
    leavers.accommodation_label,
    leavers.counts_for_accommodation,
    count(*) as care_leavers,
    count_if(leavers.suitability = 'suitable') as suitable,
    any_value(ends.has_full_history) as has_full_history
from care_leaver_birthdays as leavers
inner join ends
    on leavers.birthday_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
where leavers.in_cohort
group by leavers.birthday_age, leavers.accommodation_label, leavers.counts_for_accommodation
order by leavers.birthday_age, care_leavers desc, leavers.accommodation_label
