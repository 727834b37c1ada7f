select
    period.authority_code,
    period.period_type,
    period.as_at,
    'incident' as member_kind,
    concat(fact_missing_episode.child_key, ':', fact_missing_episode.incident_no) as member_key,
    -- An interview counts whenever it was held by the business date, so that a closed quarter goes up as late interviews
    -- come in. An incident of which nobody knows whether an interview was held has none until one is shown (R14).
    if(fact_missing_episode.interview_held, 1, 0) as numerator,
    1 as denominator,
    period.window_start >= period.history_from as has_full_history
from period
inner join fact_missing_episode
    on fact_missing_episode.authority_code = period.authority_code
    and fact_missing_episode.ended_on between period.window_start and period.as_at
where
    fact_missing_episode.kind = 'missing'
    and fact_missing_episode.looked_after_at_start
