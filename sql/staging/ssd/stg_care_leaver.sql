select
    authority_code,
    person_key(clea_person_id) as child_key,
    clea_care_leaver_eligibility as eligibility,
    clea_care_leaver_in_touch as in_touch,
    clea_care_leaver_latest_contact as contact_on,
    clea_care_leaver_accommodation as accommodation,
    clea_care_leaver_accom_suitable as suitability,
    clea_care_leaver_activity as activity,
    clea_pathway_plan_review_date as pathway_plan_on,
    worker_key(coalesce(clea_care_leaver_worker_id, clea_care_leaver_personal_advisor)) as worker_key,
    team_key(clea_care_leaver_allocated_team) as team_key,
    source_row
from ssd_care_leavers
