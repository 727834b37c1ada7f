-- The children of the incidents that missing_incident_count counts, each with how many there are.
-- Who is in care no longer is banded on the last day in care (R20).
with days as (
    select
        as_at_dates.authority_code,
        as_at_dates.as_at,
        fact_care_period.child_key,
        max(least(as_at_dates.as_at, date_sub(fact_care_period.ended_on, 1))) as banded_on
    from (select distinct authority_code, as_at from period) as as_at_dates
    inner join fact_care_period
        on fact_care_period.authority_code = as_at_dates.authority_code
        and fact_care_period.started_on <= as_at_dates.as_at
    where fact_care_period.ended_on is null or fact_care_period.ended_on > fact_care_period.started_on
    group by as_at_dates.authority_code, as_at_dates.as_at, fact_care_period.child_key
)

select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'child' as member_kind,
    fact_missing_episode.child_key as member_key,
    fact_missing_episode.child_key,
    any_value(days.banded_on) as banded_on,
    any_value(days.banded_on) as in_care_on,
    count(*) as incidents
from period
inner join fact_missing_episode
    on fact_missing_episode.authority_code = period.authority_code
    and fact_missing_episode.started_on between period.window_start and period.as_at
left join days
    on days.authority_code = period.authority_code
    and days.as_at = period.as_at
    and days.child_key = fact_missing_episode.child_key
where
    fact_missing_episode.kind = 'missing'
    and fact_missing_episode.looked_after_at_start
group by
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    fact_missing_episode.child_key
