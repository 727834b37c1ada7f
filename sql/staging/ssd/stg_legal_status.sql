select
    authority_code,
    person_key(lega_person_id) as child_key,
    lega_legal_status as legal_status,
    lega_legal_status_start_date as started_on,
    lega_legal_status_end_date as ended_on,
    source_row
from ssd_legal_status
