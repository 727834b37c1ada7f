-- Only moves since the child first came into care in the twelve months count; one on the day itself does.
with first_days as (
    select
        population.member,
        min(greatest(fact_care_period.started_on, population.window_start)) as in_care_from
    from population
    inner join fact_care_period
        on fact_care_period.authority_code = population.authority_code
        and fact_care_period.child_key = population.child_key
        and fact_care_period.started_on <= population.as_at
        and (fact_care_period.ended_on is null or fact_care_period.ended_on > population.window_start)
    group by population.member
),

enrolled as (
    select
        population.member,
        coalesce(
            bool_or(
                fact_school_enrolment.is_change
                and fact_school_enrolment.started_on between first_days.in_care_from and population.as_at
                -- From 1 August to 30 September pupils change between school years.
                and month(fact_school_enrolment.started_on) not in (8, 9)
            ),
            false
        ) as has_moved
    from population
    inner join fact_school_enrolment
        on fact_school_enrolment.authority_code = population.authority_code
        and fact_school_enrolment.child_key = population.child_key
        and fact_school_enrolment.is_main
        and fact_school_enrolment.started_on <= population.as_at
        and (fact_school_enrolment.ended_on is null or fact_school_enrolment.ended_on > population.window_start)
    left join first_days
        on first_days.member = population.member
    group by population.member
)

select
    member,
    has_moved as numerator
from enrolled
