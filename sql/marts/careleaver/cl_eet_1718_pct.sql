select
    period.authority_code,
    period.period_type,
    period.as_at,
    'young_person' as member_kind,
    cast(fact_care_leaver.child_key as string) as member_key,
    -- An unknown activity, as when not in touch, stays in the denominator.
    if(fact_care_leaver.is_in_education_employment_or_training, 1, 0) as numerator,
    1 as denominator,
    period.window_start >= period.history_from as has_full_history
from period
inner join fact_care_leaver
    on fact_care_leaver.authority_code = period.authority_code
    and fact_care_leaver.birthday_on between period.window_start and period.as_at
where
    fact_care_leaver.in_cohort
    and fact_care_leaver.birthday_age in (17, 18)
