select
    authority_code,
    missing_id,
    offered_on,
    coalesce(array_contains(cast_errors, 'offered_on'), false) as offer_unreadable,
    accepted,
    held_at,
    source_row
from ssd_return_interview
