-- Of those under five and in care for the year: who had a review health assessment in it, and who of them on two different
-- days. One held on the first day of care has no row of its own.
with days as (
    select
        fact_assessment.authority_code,
        fact_assessment.child_key,
        fact_assessment.held_on
    from fact_assessment
    where fact_assessment.assessment_type = 'review_health'
    union
    select
        fact_assessment.authority_code,
        fact_assessment.child_key,
        fact_assessment.since_on as held_on
    from fact_assessment
    where
        fact_assessment.assessment_type = 'review_health'
        and array_contains(fact_assessment.flags, 'held_at_start')
),

days_of_children as (
    select
        looked_after.authority_code,
        looked_after.child_key,
        count(days.held_on) as days
    from looked_after
    inner join days
        on days.authority_code = looked_after.authority_code
        and days.child_key = looked_after.child_key
        and days.held_on > add_months(looked_after.as_at, -12)
        and days.held_on <= looked_after.as_at
    where
        looked_after.age < 5
        and looked_after.care_started_on <= date_add(add_months(looked_after.as_at, -12), 1)
    group by looked_after.authority_code, looked_after.child_key
)

select
    authority_code,
    count(*) as assessed,
    count_if(days >= 2) as on_two_days
from days_of_children
group by authority_code
