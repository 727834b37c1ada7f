-- The days that a child was in short breaks in a financial year. A break counts in the year in which it began.
select
    fact_care_episode.authority_code,
    fact_care_episode.child_key,
    year(add_months(fact_care_episode.started_on, -3)) as financial_year,
    sum(datediff(least(fact_care_episode.ended_on, source_night.business_date), fact_care_episode.started_on)) as days
from fact_care_episode
inner join source_night
    on source_night.authority_code = fact_care_episode.authority_code
    and source_night.source_system = 'ssd'
where fact_care_episode.legal_status = 'V3'
    and fact_care_episode.started_on <= source_night.business_date
group by fact_care_episode.authority_code, fact_care_episode.child_key, year(add_months(fact_care_episode.started_on, -3))
