select
    authority_code,
    person_key(clas_person_id) as child_key,
    clas_substance_misuse_date as noted_on,
    clas_substance_misused as substance,
    clas_intervention_received as has_accepted_help,
    source_row
from ssd_cla_substance_misuse
