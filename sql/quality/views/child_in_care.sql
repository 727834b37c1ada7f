-- Each child looked after at the end of the business date, with what other tables say of the child on that day.
with nights as (
    select
        authority_code,
        business_date
    from source_night
    where source_system = 'ssd'
),

care as (
    select
        nights.business_date,
        fact_care_period.authority_code,
        fact_care_period.child_key,
        fact_care_period.started_on
    from nights
    inner join fact_care_period
        on fact_care_period.authority_code = nights.authority_code
        and fact_care_period.started_on <= nights.business_date
        and (fact_care_period.ended_on is null or fact_care_period.ended_on > nights.business_date)
),

-- The later start is the one that counts where episodes overlap (R6).
episodes as (
    select
        nights.authority_code,
        fact_care_episode.child_key,
        count(*) as open_episodes,
        max_by(fact_care_episode.counted_placement_type, fact_care_episode.episode_no) as placement_type,
        max_by(fact_care_episode.legal_status, fact_care_episode.episode_no) as legal_status
    from nights
    inner join fact_care_episode
        on fact_care_episode.authority_code = nights.authority_code
        and fact_care_episode.started_on <= nights.business_date
        and (fact_care_episode.counts_until is null or fact_care_episode.counts_until > nights.business_date)
        and fact_care_episode.care_period_no is not null
    group by nights.authority_code, fact_care_episode.child_key
),

workers as (
    select distinct
        nights.authority_code,
        fact_case_allocation.child_key
    from nights
    inner join fact_case_allocation
        on fact_case_allocation.authority_code = nights.authority_code
        and fact_case_allocation.role <> '16PLUS'
        and fact_case_allocation.started_on <= nights.business_date
        and (fact_case_allocation.ended_on is null or fact_case_allocation.ended_on > nights.business_date)
)

select
    care.authority_code,
    care.child_key,
    care.business_date,
    care.started_on,
    coalesce(episodes.open_episodes, 0) as open_episodes,
    coalesce(episodes.placement_type, 'unknown') as placement_type,
    coalesce(episodes.legal_status, 'unknown') as legal_status,
    age_on(child_birth.birth_on, care.business_date) as age,
    child_birth.birth_estimated,
    coalesce(dim_child.is_unaccompanied_asylum_seeking, false) as is_unaccompanied_asylum_seeking,
    coalesce(dim_child.has_died, false) as has_died,
    workers.child_key is not null as has_main_worker
from care
left join episodes on episodes.authority_code = care.authority_code and episodes.child_key = care.child_key
left join workers on workers.authority_code = care.authority_code and workers.child_key = care.child_key
left join child_birth on child_birth.authority_code = care.authority_code and child_birth.child_key = care.child_key
left join dim_child
    on dim_child.authority_code = care.authority_code
    and dim_child.child_key = care.child_key
    and dim_child.is_current
