-- A score outside 0 to 40 is a typing error: it is unknown.
select
    authority_code,
    person_key(csdq_person_id) as child_key,
    csdq_sdq_completed_date as completed_on,
    if(csdq_sdq_score between 0 and 40, csdq_sdq_score, null) as score,
    csdq_sdq_reason as no_score_reason,
    source_row
from ssd_sdq_scores
