-- Numbers too large for their columns are slips of the keyboard: they are unknown, and must not stop the night.
select
    authority_code,
    worker_key(worker_id) as worker_key,
    month_end,
    try_cast(full_time_equivalent as decimal(4, 2)) as full_time_equivalent,
    agency,
    role,
    team_key(team_id) as team_key,
    in_post,
    `left` as has_left,
    try_cast(absence_days as decimal(5, 1)) as absence_days,
    source_row
from ssd_hr_worker_month
