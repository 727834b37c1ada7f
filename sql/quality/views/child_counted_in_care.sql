-- Each child who counts as looked after on any day, with whether the legal status behind that is known. It is not if an
-- episode that counts has none and the record that covers it holds a code or words of no list, nor where the child is
-- looked after at the end of the business date without one.
with unknown_episodes as (
    select distinct
        fact_care_episode.authority_code,
        fact_care_episode.child_key
    from fact_care_episode
    inner join fact_legal_status
        on fact_legal_status.authority_code = fact_care_episode.authority_code
        and fact_legal_status.child_key = fact_care_episode.child_key
        and fact_legal_status.legal_status = 'unknown'
        and (fact_care_episode.ended_on is null or fact_legal_status.started_on < fact_care_episode.ended_on)
        and (fact_legal_status.ended_on is null or fact_legal_status.ended_on > fact_care_episode.started_on)
    where fact_care_episode.legal_status = 'unknown'
        and fact_care_episode.care_period_no is not null
)

select
    fact_care_period.authority_code,
    fact_care_period.child_key,
    count(unknown_episodes.child_key) > 0
    or coalesce(max(looked_after.legal_status) = 'unknown', false) as legal_status_unknown
from fact_care_period
left join unknown_episodes
    on unknown_episodes.authority_code = fact_care_period.authority_code
    and unknown_episodes.child_key = fact_care_period.child_key
left join looked_after
    on looked_after.authority_code = fact_care_period.authority_code
    and looked_after.child_key = fact_care_period.child_key
group by fact_care_period.authority_code, fact_care_period.child_key
