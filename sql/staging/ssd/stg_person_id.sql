select distinct
    authority_code,
    source_system,
    pers_person_id as person_id,
    person_key(pers_person_id) as child_key
from ssd_person
