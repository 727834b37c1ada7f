select period.*, 'child' as member_kind, fact_care_period.child_key as member_key
from period
inner join fact_care_period
    on fact_care_period.authority_code = period.authority_code
    and fact_care_period.started_on between period.window_start and period.as_at
