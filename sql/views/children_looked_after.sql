-- Who is looked after at the end of each quarter held and of the business date, with what is asked of every list of children:
-- by the same rules as cla_count and its breakdowns (R1 to R7, R16, R20).
with nights as (
    select
        authority_code,
        max(business_date) as business_date,
        -- Of several systems, history begins when the last of them begins.
        max(history_from) as history_from
    from source_night
    group by authority_code
),

days as (
    select
        nights.authority_code,
        dim_date.date as as_at,
        dim_date.date = nights.business_date as is_now,
        -- The warehouse holds the month of birth only. At a month's end that gives the age, within a month it does not.
        if(dim_date.date = dim_date.month_end, dim_date.date, last_day(add_months(dim_date.date, -1))) as aged_on
    from nights
    inner join dim_date
        on dim_date.date between nights.history_from and nights.business_date
        and (dim_date.date = dim_date.quarter_end or dim_date.date = nights.business_date)
),

in_care as (
    select
        days.authority_code,
        days.as_at,
        days.is_now,
        days.aged_on,
        fact_care_period.child_key,
        fact_care_period.care_period_no,
        fact_care_period.started_on as care_started_on,
        fact_care_period.history_from as care_history_from
    from days
    inner join fact_care_period
        on fact_care_period.authority_code = days.authority_code
        and fact_care_period.started_on <= days.as_at
        and (fact_care_period.ended_on is null or fact_care_period.ended_on > days.as_at)
),

-- Of episodes that overlap, the one that started later says where the child is (R6).
latest as (
    select
        in_care.authority_code,
        in_care.as_at,
        in_care.is_now,
        in_care.aged_on,
        in_care.child_key,
        in_care.care_period_no,
        in_care.care_started_on,
        in_care.care_history_from,
        max_by(
            struct(
                fact_care_episode.placement_no,
                fact_care_episode.counted_placement_type,
                fact_care_episode.counted_distance_miles,
                fact_care_episode.counted_in_area,
                fact_care_episode.legal_status
            ),
            struct(fact_care_episode.started_on, fact_care_episode.episode_no)
        ) as episode,
        max_by(
            struct(fact_case_allocation.worker_key, fact_case_allocation.team_key),
            struct(fact_case_allocation.started_on, fact_case_allocation.worker_key)
        ) as main_worker
    from in_care
    left join fact_care_episode
        on fact_care_episode.authority_code = in_care.authority_code
        and fact_care_episode.child_key = in_care.child_key
        and fact_care_episode.started_on <= in_care.as_at
        and (fact_care_episode.counts_until is null or fact_care_episode.counts_until > in_care.as_at)
        and fact_care_episode.care_period_no is not null
    left join fact_case_allocation
        on fact_case_allocation.authority_code = in_care.authority_code
        and fact_case_allocation.child_key = in_care.child_key
        and fact_case_allocation.started_on <= in_care.as_at
        and (fact_case_allocation.ended_on is null or fact_case_allocation.ended_on > in_care.as_at)
        and fact_case_allocation.is_main_worker
    group by
        in_care.authority_code,
        in_care.as_at,
        in_care.is_now,
        in_care.aged_on,
        in_care.child_key,
        in_care.care_period_no,
        in_care.care_started_on,
        in_care.care_history_from
),

described as (
    select
        latest.authority_code,
        latest.as_at,
        latest.is_now,
        latest.child_key,
        latest.care_period_no,
        latest.care_started_on,
        latest.care_history_from,
        -- A child born in the month is under 1.
        if(
            dim_child.birth_month > latest.aged_on,
            0,
            age_on(dim_child.birth_month, latest.aged_on)
        ) as age,
        dim_child.sex,
        lower(dim_child.ethnic_group) as ethnic_group,
        dim_child.disability,
        dim_child.is_unaccompanied_asylum_seeking,
        latest.episode.placement_no,
        coalesce(latest.episode.counted_placement_type, 'unknown') as placement_type,
        latest.episode.counted_distance_miles as distance_miles,
        latest.episode.counted_in_area as in_area,
        coalesce(latest.episode.legal_status, 'unknown') as legal_status,
        latest.main_worker.worker_key,
        latest.main_worker.team_key
    from latest
    left join dim_child
        on dim_child.authority_code = latest.authority_code
        and dim_child.child_key = latest.child_key
        and dim_child.valid_from <= latest.as_at
        and (dim_child.valid_to is null or dim_child.valid_to > latest.as_at)
)

select
    described.authority_code,
    described.as_at,
    described.is_now,
    described.child_key,
    described.age,
    case
        when described.age is null then 'unknown'
        when described.age < 1 then 'under_1'
        when described.age < 5 then '1_to_4'
        when described.age < 10 then '5_to_9'
        when described.age < 16 then '10_to_15'
        else '16_and_over'
    end as age_band,
    coalesce(described.sex, 'unknown') as sex,
    coalesce(described.ethnic_group, 'unknown') as ethnic_group,
    coalesce(described.disability, 'unknown') as disability,
    described.is_unaccompanied_asylum_seeking,
    described.care_period_no,
    described.care_started_on,
    cast(floor(months_between(described.as_at, described.care_started_on)) as int) as months_in_care,
    -- Where the start is not held and no earlier day is known, care has lasted at least that long (R17).
    case
        when described.as_at >= add_months(described.care_started_on, 60) then '5_years_and_over'
        when described.care_started_on >= described.care_history_from then 'unknown'
        when described.as_at < add_months(described.care_started_on, 6) then 'under_6_months'
        when described.as_at < add_months(described.care_started_on, 12) then '6_to_12_months'
        when described.as_at < add_months(described.care_started_on, 24) then '1_to_2_years'
        else '2_to_5_years'
    end as time_in_care,
    described.placement_no,
    fact_placement.placed_on,
    described.placement_type,
    coalesce(dim_placement_type.label, 'unknown') as placement_label,
    case
        when dim_placement_type.placement_group is null then 'unknown'
        when dim_placement_type.is_kinship then 'family_and_friends'
        when dim_placement_type.placement_group = 'foster' then 'other_foster'
        when dim_placement_type.placement_group = 'temporary' then 'other'
        when dim_placement_type.group_valid_to < described.as_at then 'other'
        else dim_placement_type.placement_group
    end as kind_of_home,
    described.distance_miles,
    described.in_area,
    described.legal_status,
    coalesce(dim_legal_status.family, 'unknown') as legal_status_family,
    described.worker_key,
    described.team_key,
    coalesce(dim_team.team_name, 'unknown') as team_name
from described
left join fact_placement
    on fact_placement.authority_code = described.authority_code
    and fact_placement.child_key = described.child_key
    and fact_placement.placement_no = described.placement_no
left join dim_placement_type
    on dim_placement_type.placement_type = described.placement_type
left join dim_legal_status
    on dim_legal_status.legal_status = described.legal_status
left join dim_team
    on dim_team.authority_code = described.authority_code
    and dim_team.team_key = described.team_key
