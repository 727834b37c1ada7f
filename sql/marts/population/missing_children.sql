-- The children of the incidents that missing_incident_count counts, each with how many there are.
select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    'child' as member_kind,
    fact_missing_episode.child_key as member_key,
    fact_missing_episode.child_key,
    count(*) as incidents
from period
inner join fact_missing_episode
    on fact_missing_episode.authority_code = period.authority_code
    and fact_missing_episode.started_on between period.window_start and period.as_at
where
    fact_missing_episode.kind = 'missing'
    and fact_missing_episode.looked_after_at_start
group by
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history,
    fact_missing_episode.child_key
