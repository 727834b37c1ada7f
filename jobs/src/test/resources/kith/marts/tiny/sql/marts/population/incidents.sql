select period.*, 'incident' as member_kind, fact_missing_episode.incident_no as member_key
from period
inner join fact_missing_episode
    on fact_missing_episode.authority_code = period.authority_code
    and fact_missing_episode.ended_on between period.window_start and period.as_at
