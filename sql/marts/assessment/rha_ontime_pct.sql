-- The next assessment is due 6 calendar months after the last one if the child is still under 5 on that day, otherwise
-- 12 months after it. The same interval after the start of care says who must have had one by now.
with last_assessments as (
    select
        population.member,
        max(
            case
                when fact_assessment.held_on <= population.as_at then fact_assessment.held_on
                when array_contains(fact_assessment.flags, 'held_at_start') then fact_assessment.since_on
            end
        ) as held_on
    from population
    inner join fact_assessment
        on fact_assessment.authority_code = population.authority_code
        and fact_assessment.child_key = population.child_key
        and fact_assessment.since_on <= population.as_at
    where fact_assessment.assessment_type in ('initial_health', 'review_health')
    group by population.member
),

due_dates as (
    select
        population.*,
        add_months(
            population.care_started_on,
            if(
                age_on(
                    child_birth.birth_on,
                    add_months(population.care_started_on, value_on(:rha_months_under_5, population.care_started_on))
                ) < 5,
                value_on(:rha_months_under_5, population.care_started_on),
                value_on(:rha_months_5_and_over, population.care_started_on)
            )
        ) as in_cohort_from,
        add_months(
            last_assessments.held_on,
            if(
                age_on(
                    child_birth.birth_on,
                    add_months(last_assessments.held_on, value_on(:rha_months_under_5, last_assessments.held_on))
                ) < 5,
                value_on(:rha_months_under_5, last_assessments.held_on),
                value_on(:rha_months_5_and_over, last_assessments.held_on)
            )
        ) as next_due_on
    from population
    left join last_assessments
        on last_assessments.member = population.member
    left join child_birth
        on child_birth.authority_code = population.authority_code
        and child_birth.child_key = population.child_key
)

select
    member,
    -- Never assessed is not in time (R14).
    next_due_on >= as_at as numerator,
    as_at >= history_from
    -- Who is shown in time is; for the others the last assessment may lie before the history (R17), but for those whose
    -- care began in it.
    and (
        coalesce(next_due_on >= as_at, false)
        or r12_start >= history_from
        or (start_observed and care_started_on >= history_from)
    ) as has_full_history
from due_dates
where in_cohort_from <= as_at
