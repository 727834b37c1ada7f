select
    period.authority_code,
    period.period_type,
    period.as_at,
    'young_person' as member_kind,
    cast(fact_care_leaver.child_key as string) as member_key,
    -- No information, as when not in touch, is not shown to be suitable and stays in the denominator.
    if(fact_care_leaver.in_cohort and fact_care_leaver.is_suitable, 1, 0) as numerator,
    -- Whose eligibility nobody can tell weighs nothing, but says that the history held is short (R17).
    if(fact_care_leaver.in_cohort, 1, 0) as denominator,
    fact_care_leaver.in_cohort and period.window_start >= period.history_from as has_full_history
from period
inner join fact_care_leaver
    on fact_care_leaver.authority_code = period.authority_code
    and fact_care_leaver.birthday_on between period.window_start and period.as_at
where
    (fact_care_leaver.in_cohort or fact_care_leaver.excluded_because = 'eligibility_unknown')
    and fact_care_leaver.birthday_age in (17, 18)
    -- Gone abroad, deported or residence not known: out.
    and fact_care_leaver.counts_for_accommodation
