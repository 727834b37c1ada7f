select
    authority_code,
    person_key(immi_person_id) as child_key,
    immi_immigration_status as immigration_status,
    immi_immigration_status_start_date as started_on,
    immi_immigration_status_end_date as ended_on,
    source_row
from ssd_immigration_status
