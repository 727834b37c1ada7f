select
    authority_code,
    person_key(addr_person_id) as child_key,
    coalesce(addr_address_type = 'home', false) as is_family_home,
    addr_address_start_date as lived_from,
    addr_address_end_date as lived_until,
    postcode_district(addr_address_postcode) as postcode_district,
    postcode_key(postcode(addr_address_postcode)) as postcode_key,
    source_row
from ssd_address
where addr_address_type is null or addr_address_type <> 'placement'
