select
    authority_code,
    person_key(person_id) as child_key,
    consent_on,
    requested_on,
    held_on,
    row_hash,
    source_row
from ssd_initial_health_assessment
