select
    authority_code,
    person_key(clai_person_id) as child_key,
    clai_immunisations_status as is_up_to_date,
    clai_immunisations_status_date as recorded_on,
    row_hash,
    source_row
from ssd_cla_immunisations
