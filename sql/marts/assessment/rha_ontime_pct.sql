-- The next assessment is due 6 calendar months after the last one if the child is still under 5 on that day, otherwise
-- 12 months after it. The same interval after the start of care says who must have had one by now.
with last_assessments as (
    select
        looked_after.authority_code,
        looked_after.as_at,
        looked_after.child_key,
        max(
            case
                when fact_assessment.held_on <= looked_after.as_at then fact_assessment.held_on
                when array_contains(fact_assessment.flags, 'held_at_start') then fact_assessment.since_on
            end
        ) as held_on
    from looked_after
    inner join fact_assessment
        on fact_assessment.authority_code = looked_after.authority_code
        and fact_assessment.child_key = looked_after.child_key
        and fact_assessment.since_on <= looked_after.as_at
    where fact_assessment.assessment_type in ('initial_health', 'review_health')
    group by looked_after.authority_code, looked_after.as_at, looked_after.child_key
),

due_dates as (
    select
        looked_after.authority_code,
        looked_after.as_at,
        looked_after.child_key,
        looked_after.care_started_on,
        looked_after.start_observed,
        add_months(
            looked_after.care_started_on,
            if(
                age_on(child_birth.birth_on, add_months(looked_after.care_started_on, :rha_months_under_5)) < 5,
                :rha_months_under_5,
                :rha_months_5_and_over
            )
        ) as in_cohort_from,
        add_months(
            last_assessments.held_on,
            if(
                age_on(child_birth.birth_on, add_months(last_assessments.held_on, :rha_months_under_5)) < 5,
                :rha_months_under_5,
                :rha_months_5_and_over
            )
        ) as next_due_on
    from looked_after
    left join last_assessments
        on last_assessments.authority_code = looked_after.authority_code
        and last_assessments.as_at = looked_after.as_at
        and last_assessments.child_key = looked_after.child_key
    left join child_birth
        on child_birth.authority_code = looked_after.authority_code
        and child_birth.child_key = looked_after.child_key
)

select
    period.authority_code,
    period.period_type,
    period.as_at,
    'child' as member_kind,
    cast(due_dates.child_key as string) as member_key,
    -- Never assessed is not in time (R14).
    if(due_dates.next_due_on >= period.as_at, 1, 0) as numerator,
    1 as denominator,
    period.as_at >= period.history_from
    -- Who is shown in time is; for the others the last assessment may lie before the history (R17), but for those whose
    -- care began in it.
    and (
        coalesce(due_dates.next_due_on >= period.as_at, false)
        or period.r12_start >= period.history_from
        or (due_dates.start_observed and due_dates.care_started_on >= period.history_from)
    ) as has_full_history
from period
inner join due_dates
    on due_dates.authority_code = period.authority_code
    and due_dates.as_at = period.as_at
where due_dates.in_cohort_from <= period.as_at
