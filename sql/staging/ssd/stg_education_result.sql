-- Sessions below 0, more of them missed than possible, and a score below 0 or above 90, are typing errors and unknown.
select
    authority_code,
    person_key(person_id) as child_key,
    year_ends_on,
    if(sessions_possible > 0 and sessions_missed between 0 and sessions_possible, sessions_possible, null)
        as sessions_possible,
    if(sessions_possible > 0 and sessions_missed between 0 and sessions_possible, sessions_missed, null)
        as sessions_missed,
    suspended as is_suspended,
    has_education_health_care_plan,
    key_stage_2_expected as has_reached_key_stage_2,
    try_cast(if(attainment_8 between 0 and 90, attainment_8, null) as decimal(5, 2)) as attainment_8,
    source_row
from ssd_education_result
