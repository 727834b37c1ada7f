select
    authority_code,
    person_key(cina_person_id) as child_key,
    cina_assessment_start_date as started_on,
    cina_assessment_auth_date as authorised_on,
    source_row
from ssd_cin_assessments
