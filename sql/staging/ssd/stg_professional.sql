-- A share of full time below 0 or above 2 is hours or percentages, so it is not known (R21).
select
    authority_code,
    worker_key(prof_professional_id) as worker_key,
    prof_professional_job_title as job_title,
    prof_agency_worker_flag as agency,
    try_cast(if(prof_full_time_equivalency between 0 and 2, prof_full_time_equivalency, null) as decimal(4, 2))
        as full_time_equivalent,
    coalesce(prof_full_time_equivalency not between 0 and 2, false) as full_time_out_of_range,
    source_row
from ssd_professionals
