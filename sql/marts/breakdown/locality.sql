-- Where the family lived when care began. A child back in care may come from another district than the first time.
select
    banded.member,
    max_by(fact_care_period.home_district, fact_care_period.care_period_no) as breakdown_value
from banded
left join fact_care_period
    on fact_care_period.authority_code = banded.authority_code
    and fact_care_period.child_key = banded.child_key
    and fact_care_period.started_on = banded.care_started_on
group by banded.member
