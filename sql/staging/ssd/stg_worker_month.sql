-- A share of full time below 0 or above 2 is not a share (R21). Days too many for their column are a typing error:
-- both are unknown, and must not stop the night.
select
    authority_code,
    worker_key(worker_id) as worker_key,
    month_end,
    try_cast(if(full_time_equivalent between 0 and 2, full_time_equivalent, null) as decimal(4, 2))
        as full_time_equivalent,
    coalesce(full_time_equivalent not between 0 and 2, false) as full_time_out_of_range,
    agency,
    role,
    team_key(team_id) as team_key,
    in_post,
    `left` as has_left,
    try_cast(absence_days as decimal(5, 1)) as absence_days,
    source_row
from ssd_hr_worker_month
