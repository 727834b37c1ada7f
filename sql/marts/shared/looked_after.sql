-- Who is looked after at the end of each as-at date: the one definition that every KPI uses.
with as_at_dates as (
    select distinct authority_code, as_at
    from period
),

-- An episode covers the day when it starts on or before it and still counts after it (R2). Its
-- counts_until already ends it at the 18th birthday (R7).
episodes_at_date as (
    select
        as_at_dates.as_at,
        fact_care_episode.*,
        row_number() over (
            partition by fact_care_episode.authority_code, as_at_dates.as_at, fact_care_episode.child_key
            order by fact_care_episode.started_on desc, fact_care_episode.episode_no desc
        ) as latest_first
    from as_at_dates
    inner join fact_care_episode
        on fact_care_episode.authority_code = as_at_dates.authority_code
        and fact_care_episode.started_on <= as_at_dates.as_at
        and (fact_care_episode.counts_until is null or fact_care_episode.counts_until > as_at_dates.as_at)
    where
        -- Short breaks (R3) and what cannot be used (R17a) are in no period of care.
        fact_care_episode.care_period_no is not null
        and not fact_care_episode.is_short_break
)

select
    episodes_at_date.authority_code,
    episodes_at_date.as_at,
    episodes_at_date.child_key,
    episodes_at_date.care_period_no,
    fact_care_period.started_on as care_started_on,
    fact_care_period.start_observed,
    fact_care_period.history_from,
    age_on(child_birth.birth_on, episodes_at_date.as_at) as age,
    episodes_at_date.placement_no,
    fact_placement.placed_on,
    episodes_at_date.counted_placement_type as placement_type,
    episodes_at_date.legal_status
from episodes_at_date
inner join fact_care_period
    on fact_care_period.authority_code = episodes_at_date.authority_code
    and fact_care_period.child_key = episodes_at_date.child_key
    and fact_care_period.care_period_no = episodes_at_date.care_period_no
left join fact_placement
    on fact_placement.authority_code = episodes_at_date.authority_code
    and fact_placement.child_key = episodes_at_date.child_key
    and fact_placement.placement_no = episodes_at_date.placement_no
left join child_birth
    on child_birth.authority_code = episodes_at_date.authority_code
    and child_birth.child_key = episodes_at_date.child_key
where episodes_at_date.latest_first = 1
