-- The days that a child was in short breaks in a financial year. A break counts in the year in which it began.
select
    fact_care_episode.authority_code,
    fact_care_episode.child_key,
    year(add_months(fact_care_episode.started_on, -3)) as financial_year,
    sum(datediff(least(fact_care_episode.ended_on, period.as_at), fact_care_episode.started_on)) as days
from fact_care_episode
inner join period on period.authority_code = fact_care_episode.authority_code
where fact_care_episode.legal_status = 'V3'
    and fact_care_episode.started_on <= period.as_at
group by fact_care_episode.authority_code, fact_care_episode.child_key, year(add_months(fact_care_episode.started_on, -3))
