select
    period.authority_code,
    period.period_type,
    period.as_at,
    'young_person' as member_kind,
    cast(fact_care_leaver.child_key as string) as member_key,
    -- No information, as when not in touch, is not shown to be suitable and stays in the denominator.
    if(fact_care_leaver.is_suitable, 1, 0) as numerator,
    1 as denominator,
    period.window_start >= period.history_from as has_full_history
from period
inner join fact_care_leaver
    on fact_care_leaver.authority_code = period.authority_code
    and fact_care_leaver.birthday_on between period.window_start and period.as_at
where
    fact_care_leaver.in_cohort
    and fact_care_leaver.birthday_age in (17, 18)
    -- Gone abroad, deported or residence not known: out.
    and fact_care_leaver.counts_for_accommodation
