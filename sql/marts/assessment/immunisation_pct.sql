-- The source holds the latest state only: it counts as tonight's record says. One saved after the as-at date was not known by
-- then.
select
    population.member,
    population.is_in_care_12_months
    and fact_assessment.is_held
    and coalesce(fact_assessment.recorded_on <= population.as_at, true) as numerator,
    population.is_in_care_12_months as denominator,
    -- The state is no event of the twelve months, so only who is in the cohort needs history (R17). A state that was saved
    -- again since is not held as it was then, so an earlier quarter shows too few (R21).
    population.is_latest
    and population.as_at >= population.history_from
    and population.is_in_care_12_months as has_full_history
from population
left join fact_assessment
    on fact_assessment.authority_code = population.authority_code
    and fact_assessment.child_key = population.child_key
    and fact_assessment.assessment_type = 'immunisation'
