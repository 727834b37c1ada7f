-- The same disability recorded twice is one row. The code NONE says that the child has none.
select
    authority_code,
    person_key(disa_person_id) as child_key,
    disa_disability_code as disability,
    min_by(source_row, row_hash) as source_row
from ssd_disability
group by authority_code, disa_person_id, disa_disability_code
