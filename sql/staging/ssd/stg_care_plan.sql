select
    authority_code,
    person_key(lacp_person_id) as child_key,
    lacp_cla_care_plan_start_date as started_on,
    lacp_cla_care_plan_end_date as ended_on,
    coalesce(array_contains(cast_errors, 'lacp_cla_care_plan_end_date'), false) as end_unreadable,
    source_row
from ssd_cla_care_plan
