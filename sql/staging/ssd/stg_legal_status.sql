select
    authority_code,
    person_key(lega_person_id) as child_key,
    lega_legal_status as legal_status,
    lega_legal_status_start_date as started_on,
    lega_legal_status_end_date as ended_on,
    lega_legal_status_end_date_planned as planned_end_on,
    coalesce(array_contains(cast_errors, 'lega_legal_status_end_date'), false) as end_unreadable,
    source_row
from ssd_legal_status
