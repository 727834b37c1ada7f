-- A share of full time too large for its column is a slip of the keyboard: it is unknown, and must not stop the night.
select
    authority_code,
    worker_key(prof_professional_id) as worker_key,
    prof_professional_job_title as job_title,
    prof_agency_worker_flag as agency,
    try_cast(prof_full_time_equivalency as decimal(4, 2)) as full_time_equivalent,
    source_row
from ssd_professionals
