-- Each episode beside what the list of codes says of its kind of placement.
select
    fact_care_episode.authority_code,
    fact_care_episode.child_key,
    fact_care_episode.episode_no,
    fact_care_episode.started_on,
    fact_care_episode.placement_type,
    coalesce(dim_placement_type.is_temporary, false) as is_temporary,
    dim_placement_type.valid_to as code_valid_to,
    fact_care_episode.flags
from fact_care_episode
left join dim_placement_type
    on dim_placement_type.placement_type = fact_care_episode.placement_type
