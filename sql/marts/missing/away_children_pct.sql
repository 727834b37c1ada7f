with away_in_window as (
    select distinct population.member
    from population
    inner join fact_missing_episode
        on fact_missing_episode.authority_code = population.authority_code
        and fact_missing_episode.child_key = population.child_key
    inner join fact_care_period
        on fact_care_period.authority_code = population.authority_code
        and fact_care_period.child_key = population.child_key
    where
        fact_missing_episode.kind = 'away'
        -- One day of the window in care and away is enough, whichever began first. Incidents cover the day of return, care
        -- does not cover its last (R2). An end that is null does not limit: least ignores it.
        and greatest(fact_missing_episode.started_on, fact_care_period.started_on, population.window_start)
        <= least(fact_missing_episode.ended_on, date_sub(fact_care_period.ended_on, 1), population.as_at)
)

select
    population.member,
    away_in_window.member is not null as numerator
from population
left join away_in_window
    on away_in_window.member = population.member
