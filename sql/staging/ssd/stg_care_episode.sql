select
    authority_code,
    person_key(clae_person_id) as child_key,
    clae_cla_episode_id as episode_id,
    clae_cla_placement_id as placement_id,
    clae_cla_episode_start_date as started_on,
    clae_cla_episode_start_reason as start_reason,
    clae_cla_episode_ceased_date as ended_on,
    clae_cla_episode_ceased_reason as end_reason,
    clae_cla_primary_need_code as category_of_need,
    clae_entered_care_date as entered_care_on,
    clae_cla_episode_ceased_date_planned as planned_end_on,
    coalesce(array_contains(cast_errors, 'clae_cla_episode_ceased_date'), false) as end_unreadable,
    source_row
from ssd_cla_episodes
