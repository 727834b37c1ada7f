select
    authority_code,
    person_key(person_id) as child_key,
    school_urn,
    status,
    started_on,
    coalesce(ended_on, ended_on_planned) as last_day_on,
    source_row
from ssd_school_enrolment
