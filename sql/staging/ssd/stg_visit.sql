select
    authority_code,
    person_key(clav_person_id) as child_key,
    clav_cla_visit_date as visited_on,
    clav_cla_visit_seen as is_seen,
    clav_cla_visit_seen_alone as is_seen_alone,
    row_hash,
    source_row
from ssd_cla_visits
