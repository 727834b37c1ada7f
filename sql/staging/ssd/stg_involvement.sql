select
    authority_code,
    person_key(invo_person_id) as child_key,
    worker_key(invo_professional_id) as worker_key,
    invo_professional_role_id as role,
    team_key(invo_professional_team) as team_key,
    invo_involvement_start_date as started_on,
    invo_involvement_end_date as ended_on,
    invo_worker_change_reason as change_reason,
    invo_involvement_end_date_planned as planned_end_on,
    coalesce(array_contains(cast_errors, 'invo_involvement_end_date'), false) as end_unreadable,
    row_hash,
    source_row
from ssd_involvements
