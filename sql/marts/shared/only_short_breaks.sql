-- Who was never in care but for a series of short breaks counts nowhere (R3).
select
    authority_code,
    child_key
from fact_care_episode
group by authority_code, child_key
having every(is_short_break)
