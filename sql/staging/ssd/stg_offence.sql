-- The column is named after the conviction, and holds the day of the offence.
select
    authority_code,
    person_key(clac_person_id) as child_key,
    clac_cla_conviction_date as offended_on,
    source_row
from ssd_cla_convictions
