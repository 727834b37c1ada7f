-- As the national file counts: each absence whose start falls in the window, however short and whether or not the child
-- is back, but not absences from a known place (away) nor those of children not looked after when they began.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    'incident' as member_kind,
    concat(fact_missing_episode.child_key, ':', fact_missing_episode.incident_no) as member_key,
    1 as numerator,
    cast(null as int) as denominator,
    period.window_start >= period.history_from as has_full_history
from period
inner join fact_missing_episode
    on fact_missing_episode.authority_code = period.authority_code
    and fact_missing_episode.started_on between period.window_start and period.as_at
where
    fact_missing_episode.kind = 'missing'
    and fact_missing_episode.looked_after_at_start
