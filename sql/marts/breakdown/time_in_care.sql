-- From the start of the period of care to the day that counts. Where the start is not held and no earlier day is known, care has
-- lasted at least that long (R17).
select
    banded.member,
    case
        when banded.in_care_on >= add_months(banded.care_started_on, 60) then '5_years_and_over'
        when banded.care_started_on >= banded.care_history_from then null
        when banded.in_care_on < add_months(banded.care_started_on, 6) then 'under_6_months'
        when banded.in_care_on < add_months(banded.care_started_on, 12) then '6_to_12_months'
        when banded.in_care_on < add_months(banded.care_started_on, 24) then '1_to_2_years'
        when banded.care_started_on is not null then '2_to_5_years'
    end as breakdown_value
from banded
