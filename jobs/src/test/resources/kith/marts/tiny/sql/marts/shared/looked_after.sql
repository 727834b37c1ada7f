select period.authority_code, period.as_at, fact_care_period.child_key
from period
inner join fact_care_period
    on fact_care_period.authority_code = period.authority_code
    and fact_care_period.started_on <= period.as_at
    and (fact_care_period.ended_on is null or fact_care_period.ended_on > period.as_at)
