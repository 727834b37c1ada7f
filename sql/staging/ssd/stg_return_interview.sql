select
    authority_code,
    missing_id,
    offered_on,
    accepted,
    held_at,
    source_row
from ssd_return_interview
