select
    authority_code,
    person_key(cine_person_id) as child_key,
    cine_referral_date as referred_on,
    cine_close_date as closed_on,
    cine_cin_primary_need_code as primary_need,
    cine_close_reason as close_reason,
    source_row
from ssd_cin_episodes
