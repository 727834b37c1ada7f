-- Whose eligibility nobody can tell is not in the cohort: they weigh nothing, but say that the history held is short (R17).
select
    period.authority_code,
    period.period_type,
    period.as_at,
    fact_care_leaver.in_cohort and period.has_full_history as has_full_history,
    'young_person' as member_kind,
    fact_care_leaver.child_key as member_key,
    fact_care_leaver.child_key,
    fact_care_leaver.birthday_on,
    fact_care_leaver.birthday_on as banded_on,
    fact_care_leaver.birthday_age,
    fact_care_leaver.in_cohort,
    fact_care_leaver.is_suitable,
    fact_care_leaver.counts_for_accommodation,
    fact_care_leaver.is_in_education_employment_or_training,
    fact_care_leaver.is_in_higher_education,
    fact_care_leaver.is_in_touch
from period
inner join fact_care_leaver
    on fact_care_leaver.authority_code = period.authority_code
    and fact_care_leaver.birthday_on between period.window_start and period.as_at
where fact_care_leaver.in_cohort or fact_care_leaver.excluded_because = 'eligibility_unknown'
