select
    authority_code,
    person_key(clar_cla_person_id) as child_key,
    clar_cla_review_due_date as due_on,
    clar_cla_review_date as held_on,
    clar_cla_review_cancelled as is_cancelled,
    clar_cla_review_participation as participation,
    source_row
from ssd_cla_reviews
