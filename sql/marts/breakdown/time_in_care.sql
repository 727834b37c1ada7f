-- From the start of the period of care to the day that counts.
select
    banded.member,
    case
        when banded.in_care_on < add_months(banded.care_started_on, 6) then 'under_6_months'
        when banded.in_care_on < add_months(banded.care_started_on, 12) then '6_to_12_months'
        when banded.in_care_on < add_months(banded.care_started_on, 24) then '1_to_2_years'
        when banded.in_care_on < add_months(banded.care_started_on, 60) then '2_to_5_years'
        when banded.in_care_on >= add_months(banded.care_started_on, 60) then '5_years_and_over'
    end as breakdown_value
from banded
