-- "Not applicable" means neither yes nor no.
select
    authority_code,
    person_key(miss_person_id) as child_key,
    miss_table_id as missing_id,
    miss_missing_episode_type as kind,
    miss_missing_episode_start_date as started_at,
    miss_missing_episode_end_date as ended_at,
    case miss_missing_rhi_offered when 'Y' then true when 'N' then false end as interview_offered,
    case miss_missing_rhi_accepted when 'Y' then true when 'N' then false end as interview_accepted,
    coalesce(array_contains(cast_errors, 'miss_missing_episode_end_date'), false) as end_unreadable,
    row_hash,
    source_row
from ssd_missing
