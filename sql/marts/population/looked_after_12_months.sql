-- The cohort of the return's health questions. A child whose care may have begun before the twelve months, since its start
-- is not held, weighs nothing and says that the facts are short (R17).
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history
    and (looked_after.history_from is null or looked_after.history_from <= period.r12_start) as has_full_history,
    'child' as member_kind,
    looked_after.child_key as member_key,
    period.r12_start,
    period.history_from,
    period.is_latest,
    looked_after.child_key,
    looked_after.care_started_on <= period.r12_start as is_in_care_12_months,
    looked_after.age,
    period.as_at as banded_on,
    period.as_at as in_care_on
from period
inner join looked_after
    on looked_after.authority_code = period.authority_code
    and looked_after.as_at = period.as_at
where
    looked_after.care_started_on <= period.r12_start
    or looked_after.care_started_on >= looked_after.history_from
