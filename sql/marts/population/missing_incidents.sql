-- As the national file counts: each absence, however short, but not absences from a known place (away) nor those of
-- children not looked after when they began.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'incident' as member_kind,
    concat(fact_missing_episode.child_key, ':', fact_missing_episode.incident_key) as member_key,
    fact_missing_episode.child_key,
    fact_missing_episode.started_on as banded_on,
    fact_missing_episode.started_on as in_care_on,
    fact_missing_episode.started_at as began_at,
    -- What a later return says is not known as at the date: until then the child was missing.
    least(fact_missing_episode.ended_at, timestamp(date_add(period.as_at, 1))) as until_at,
    fact_missing_episode.incident_key,
    fact_missing_episode.started_on >= period.window_start as started_in_window,
    coalesce(fact_missing_episode.ended_on <= period.as_at, false) as ended_in_window,
    fact_missing_episode.ended_at,
    fact_missing_episode.ended_on,
    fact_missing_episode.interview_offered,
    fact_missing_episode.interview_accepted,
    fact_missing_episode.interview_held,
    fact_missing_episode.interview_held_at
from period
inner join fact_missing_episode
    on fact_missing_episode.authority_code = period.authority_code
    and fact_missing_episode.started_on <= period.as_at
    and (fact_missing_episode.ended_on is null or fact_missing_episode.ended_on >= period.window_start)
where
    fact_missing_episode.kind = 'missing'
    and fact_missing_episode.looked_after_at_start
