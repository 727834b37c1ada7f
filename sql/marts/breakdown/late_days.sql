-- Working days after the last one on time: held on the next working day is one day late, held on a weekend or bank holiday
-- before it is late by less.
select
    banded.member,
    case
        when banded.until_at is null then 'not_held'
        when held_day.date <= due_day.date then null
        when held_day.working_day_number - due_day.working_day_number <= 10 then 'up_to_10_days'
        when held_day.working_day_number - due_day.working_day_number <= 20 then '11_to_20_days'
        when held_day.working_day_number - due_day.working_day_number > 20 then 'over_20_days'
    end as breakdown_value
from banded
left join dim_date as due_day
    on due_day.date = banded.banded_on
left join dim_date as held_day
    on held_day.date = date(banded.until_at)
