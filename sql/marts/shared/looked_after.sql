-- Who is looked after at the end of each as-at date: the one definition that every KPI uses.
with as_at_dates as (
    select distinct authority_code, as_at
    from period
),

-- A period of care covers the day when it starts on or before it and ends after it (R2). Short breaks (R3) and what cannot
-- be used (R17a) are in none, and it ends at the 18th birthday (R7). The periods of a child do not overlap.
care_at_date as (
    select
        as_at_dates.as_at,
        fact_care_period.authority_code,
        fact_care_period.child_key,
        fact_care_period.care_period_no,
        fact_care_period.started_on,
        fact_care_period.start_observed,
        fact_care_period.history_from
    from as_at_dates
    inner join fact_care_period
        on fact_care_period.authority_code = as_at_dates.authority_code
        and fact_care_period.started_on <= as_at_dates.as_at
        and (fact_care_period.ended_on is null or fact_care_period.ended_on > as_at_dates.as_at)
),

-- Where and under which order the child is. Where episodes overlap, that of the later start says so (R6).
episodes_at_date as (
    select
        as_at_dates.as_at,
        fact_care_episode.authority_code,
        fact_care_episode.child_key,
        fact_care_episode.placement_no,
        fact_care_episode.counted_placement_type,
        fact_care_episode.counted_distance_miles,
        fact_care_episode.counted_in_area,
        fact_care_episode.legal_status,
        row_number() over (
            partition by fact_care_episode.authority_code, as_at_dates.as_at, fact_care_episode.child_key
            order by fact_care_episode.started_on desc, fact_care_episode.episode_no desc
        ) as latest_first
    from as_at_dates
    inner join fact_care_episode
        on fact_care_episode.authority_code = as_at_dates.authority_code
        and fact_care_episode.started_on <= as_at_dates.as_at
        and (fact_care_episode.counts_until is null or fact_care_episode.counts_until > as_at_dates.as_at)
    where fact_care_episode.care_period_no is not null
)

select
    care_at_date.authority_code,
    care_at_date.as_at,
    care_at_date.child_key,
    care_at_date.care_period_no,
    care_at_date.started_on as care_started_on,
    care_at_date.start_observed,
    care_at_date.history_from,
    age_on(child_birth.birth_on, care_at_date.as_at) as age,
    episodes_at_date.placement_no,
    fact_placement.placed_on,
    -- The time between the source's own start of care and the first episode held has no episode (R17).
    coalesce(episodes_at_date.counted_placement_type, 'unknown') as placement_type,
    episodes_at_date.counted_distance_miles as distance_miles,
    episodes_at_date.counted_in_area as in_area,
    coalesce(episodes_at_date.legal_status, 'unknown') as legal_status
from care_at_date
left join episodes_at_date
    on episodes_at_date.authority_code = care_at_date.authority_code
    and episodes_at_date.as_at = care_at_date.as_at
    and episodes_at_date.child_key = care_at_date.child_key
    and episodes_at_date.latest_first = 1
left join fact_placement
    on fact_placement.authority_code = episodes_at_date.authority_code
    and fact_placement.child_key = episodes_at_date.child_key
    and fact_placement.placement_no = episodes_at_date.placement_no
left join child_birth
    on child_birth.authority_code = care_at_date.authority_code
    and child_birth.child_key = care_at_date.child_key
