-- Each enrolment at a main school beside the child's next one.
select
    fact_school_enrolment.authority_code,
    fact_school_enrolment.child_key,
    fact_school_enrolment.school_urn,
    fact_school_enrolment.started_on,
    fact_school_enrolment.ended_on,
    age_on(child_birth.birth_on, fact_school_enrolment.started_on) as age,
    lead(fact_school_enrolment.started_on) over (
        partition by fact_school_enrolment.authority_code, fact_school_enrolment.child_key
        order by fact_school_enrolment.started_on, fact_school_enrolment.school_urn
    ) as next_started_on
from fact_school_enrolment
left join child_birth
    on child_birth.authority_code = fact_school_enrolment.authority_code
    and child_birth.child_key = fact_school_enrolment.child_key
where fact_school_enrolment.is_main
