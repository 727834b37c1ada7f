-- Each time that a child looked after went missing, with the return interview that followed, by the rules of the KPIs of
-- missing incidents (section 7).
with placed as (
    select
        incident.*,
        -- Midnight is a day without a time: then the interview is in time up to the end of day 3 after the day of the return.
        -- An interval of hours would be added as days, which have an hour more or less when the clocks change.
        case
            when incident.ended_at = timestamp(incident.ended_on) then timestamp(date_add(incident.ended_on, 4))
            else timestamp_seconds(unix_seconds(incident.ended_at) + 72 * 3600)
        end as interview_due_by,
        incident.ended_at = timestamp(incident.ended_on)
        or incident.interview_held_at = timestamp(date(incident.interview_held_at)) as is_without_time
    from fact_missing_episode as incident
    where incident.kind = 'missing'
        and incident.looked_after_at_start
),

teams as (
    select
        placed.authority_code,
        placed.incident_key,
        max_by(
            fact_case_allocation.team_key,
            struct(fact_case_allocation.started_on, fact_case_allocation.worker_key)
        ) as team_key
    from placed
    inner join fact_case_allocation
        on fact_case_allocation.authority_code = placed.authority_code
        and fact_case_allocation.child_key = placed.child_key
        and fact_case_allocation.started_on <= placed.started_on
        and (fact_case_allocation.ended_on is null or fact_case_allocation.ended_on > placed.started_on)
    where fact_case_allocation.is_main_worker
    group by placed.authority_code, placed.incident_key
)

select
    placed.authority_code,
    placed.child_key,
    placed.incident_key,
    placed.incident_no,
    placed.started_at,
    placed.started_on,
    placed.ended_at,
    placed.ended_on,
    last_day(add_months(trunc(placed.started_on, 'quarter'), 2)) as quarter_end,
    last_day(add_months(trunc(placed.ended_on, 'quarter'), 2)) as return_quarter_end,
    date_format(placed.started_on, 'EEEE') as day_of_week,
    hour(placed.started_at) as hour_of_day,
    placed.hours_missing,
    case
        when placed.ended_on is null then 'still missing'
        when placed.hours_missing < 24 then 'under 1 day'
        when placed.hours_missing < 72 then '1 to 3 days'
        when placed.hours_missing < 168 then '3 to 7 days'
        else '7 days and over'
    end as duration,
    placed.placement_type,
    -- A code that had left its group on the day is in other (R16, R20).
    if(
        dim_placement_type.group_valid_to < placed.started_on,
        'other',
        coalesce(dim_placement_type.placement_group, 'unknown')
    ) as placement_group,
    teams.team_key,
    coalesce(dim_team.team_name, 'unknown') as team_name,
    coalesce(placed.interview_offered, false) as is_offered,
    coalesce(placed.interview_offered and placed.interview_accepted, false) as is_accepted,
    coalesce(placed.interview_held, false) as is_held,
    placed.interview_held_at,
    placed.interview_due_by,
    case
        when placed.ended_on is null then null
        when placed.is_without_time
            then coalesce(date(placed.interview_held_at) between placed.ended_on and date_add(placed.ended_on, 3), false)
        else
            coalesce(
                unix_seconds(placed.interview_held_at) - unix_seconds(placed.ended_at) between 0 and 72 * 3600,
                false
            )
    end as is_held_within_72_hours,
    placed.hours_to_interview
from placed
left join teams
    on teams.authority_code = placed.authority_code
    and teams.incident_key = placed.incident_key
left join dim_team
    on dim_team.authority_code = teams.authority_code
    and dim_team.team_key = teams.team_key
left join dim_placement_type
    on dim_placement_type.placement_type = placed.placement_type
