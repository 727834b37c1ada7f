-- Places below 0 or above 99 are a typing error and unknown.
select
    authority_code,
    household_key(household_id) as household_key,
    month_end,
    kind,
    if(approved_places between 0 and 99, approved_places, null) as approved_places,
    if(filled_places between 0 and 99, filled_places, null) as filled_places,
    row_hash,
    source_row
from ssd_foster_household_month
