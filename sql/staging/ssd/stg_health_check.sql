select
    authority_code,
    person_key(clah_person_id) as child_key,
    clah_health_check_type as check_type,
    clah_health_check_date as checked_on,
    clah_health_check_status as check_status,
    row_hash,
    source_row
from ssd_cla_health
