select
    authority_code,
    person_key(person_id) as child_key,
    reviewed_on,
    source_row
from ssd_education_plan
