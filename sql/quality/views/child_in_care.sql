-- Each child looked after at the end of the business date, with what other tables say of the child on that day.
with open_episodes as (
    select
        period.authority_code,
        fact_care_episode.child_key,
        count(*) as episodes
    from period
    inner join fact_care_episode
        on fact_care_episode.authority_code = period.authority_code
        and fact_care_episode.started_on <= period.as_at
        and (fact_care_episode.counts_until is null or fact_care_episode.counts_until > period.as_at)
        and fact_care_episode.care_period_no is not null
    group by period.authority_code, fact_care_episode.child_key
),

workers as (
    select distinct
        period.authority_code,
        fact_case_allocation.child_key
    from period
    inner join fact_case_allocation
        on fact_case_allocation.authority_code = period.authority_code
        and fact_case_allocation.role <> '16PLUS'
        and fact_case_allocation.started_on <= period.as_at
        and (fact_case_allocation.ended_on is null or fact_case_allocation.ended_on > period.as_at)
),

pupils as (
    select distinct
        period.authority_code,
        fact_school_enrolment.child_key
    from period
    inner join fact_school_enrolment
        on fact_school_enrolment.authority_code = period.authority_code
        and fact_school_enrolment.is_main
        and fact_school_enrolment.started_on <= period.as_at
        and (
            fact_school_enrolment.ended_on is null
            or fact_school_enrolment.ended_on > date_add(add_months(period.as_at, -12), 1)
        )
)

select
    looked_after.authority_code,
    looked_after.child_key,
    looked_after.as_at as business_date,
    looked_after.care_started_on as started_on,
    coalesce(open_episodes.episodes, 0) as open_episodes,
    looked_after.placement_type,
    looked_after.legal_status,
    dim_legal_status.family as legal_status_family,
    looked_after.age,
    child_birth.birth_estimated,
    coalesce(dim_child.is_unaccompanied_asylum_seeking, false) as is_unaccompanied_asylum_seeking,
    coalesce(dim_child.has_died, false) as has_died,
    workers.child_key is not null as has_main_worker,
    pupils.child_key is not null as was_on_roll
from looked_after
left join open_episodes
    on open_episodes.authority_code = looked_after.authority_code
    and open_episodes.child_key = looked_after.child_key
left join workers
    on workers.authority_code = looked_after.authority_code
    and workers.child_key = looked_after.child_key
left join pupils
    on pupils.authority_code = looked_after.authority_code
    and pupils.child_key = looked_after.child_key
left join dim_legal_status
    on dim_legal_status.legal_status = looked_after.legal_status
left join child_birth
    on child_birth.authority_code = looked_after.authority_code
    and child_birth.child_key = looked_after.child_key
left join dim_child
    on dim_child.authority_code = looked_after.authority_code
    and dim_child.child_key = looked_after.child_key
    and dim_child.is_current
