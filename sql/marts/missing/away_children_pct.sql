with away_in_window as (
    select distinct population.member
    from population
    inner join fact_missing_episode
        on fact_missing_episode.authority_code = population.authority_code
        and fact_missing_episode.child_key = population.child_key
        and fact_missing_episode.started_on <= population.as_at
        -- Who was away when the window began counts in it too.
        and (fact_missing_episode.ended_on is null or fact_missing_episode.ended_on >= population.window_start)
    where
        fact_missing_episode.kind = 'away'
        and fact_missing_episode.looked_after_at_start
)

select
    population.member,
    away_in_window.member is not null as numerator
from population
left join away_in_window
    on away_in_window.member = population.member
