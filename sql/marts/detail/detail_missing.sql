with incidents as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_missing_episode.child_key,
        fact_missing_episode.placement_type,
        fact_missing_episode.started_on,
        fact_missing_episode.started_on >= period.window_start as started_in_window,
        coalesce(fact_missing_episode.ended_on <= period.as_at, false) as ended_in_window,
        fact_missing_episode.hours_missing,
        coalesce(fact_missing_episode.interview_offered, false) as is_offered,
        coalesce(fact_missing_episode.interview_offered and fact_missing_episode.interview_accepted, false) as is_accepted,
        -- By the business date, as in rhi_completed_pct.
        coalesce(fact_missing_episode.interview_held, false) as is_held
    from period
    inner join fact_missing_episode
        on fact_missing_episode.authority_code = period.authority_code
        and fact_missing_episode.started_on <= period.as_at
        and (fact_missing_episode.ended_on is null or fact_missing_episode.ended_on >= period.window_start)
    where
        fact_missing_episode.kind = 'missing'
        and fact_missing_episode.looked_after_at_start
),

-- Incidents count in the window in which they start, as missing_incident_count does.
durations as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        'incidents_by_duration' as measure,
        case
            when not ended_in_window then 'still missing'
            when hours_missing < 24 then 'under 1 day'
            when hours_missing < 72 then '1 to 3 days'
            when hours_missing < 168 then '3 to 7 days'
            else '7 days and over'
        end as category
    from incidents
    where started_in_window
),

placements as (
    select
        incidents.authority_code,
        incidents.period_type,
        incidents.as_at,
        incidents.has_full_history,
        'incidents_by_placement' as measure,
        -- On the day it began (R20): a code that had left its group by then is in other (R16).
        if(
            dim_placement_type.group_valid_to < incidents.started_on,
            'other',
            coalesce(dim_placement_type.placement_group, 'unknown')
        ) as category
    from incidents
    left join dim_placement_type
        on dim_placement_type.placement_type = incidents.placement_type
    where incidents.started_in_window
),

incidents_of_child as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        child_key,
        count(*) as incidents
    from incidents
    where started_in_window
    group by authority_code, period_type, as_at, has_full_history, child_key
),

children as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        'children_by_incidents' as measure,
        case
            when incidents = 1 then '1'
            when incidents = 2 then '2'
            when incidents <= 5 then '3 to 5'
            else '6 and over'
        end as category
    from incidents_of_child
),

counted as (
    select *
    from durations
    union all
    select *
    from placements
    union all
    select *
    from children
),

-- Interviews belong to the window in which the child came back, as in rhi_completed_pct.
interviews_of_window as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        count(*) as returns,
        count_if(is_offered) as offered,
        count_if(is_accepted) as accepted,
        count_if(is_held) as held,
        count_if(is_held and is_accepted) as held_of_accepted
    from incidents
    where ended_in_window
    group by authority_code, period_type, as_at, has_full_history
),

interviews as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        stack(
            4,
            'offered, of all returns', offered, returns,
            'accepted, of those offered', accepted, offered,
            'held, of all returns', held, returns,
            'held, of those offered and accepted', held_of_accepted, accepted
        ) as (category, numerator, denominator)
    from interviews_of_window
)

select
    authority_code,
    period_type,
    as_at,
    has_full_history,
    measure,
    category,
    null as numerator,
    null as denominator
from counted
union all
select
    authority_code,
    period_type,
    as_at,
    has_full_history,
    'interviews' as measure,
    category,
    numerator,
    denominator
from interviews
