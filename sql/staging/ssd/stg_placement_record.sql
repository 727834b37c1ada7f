-- A distance too long for its column is a typing error: it is unknown, and must not stop the night.
select
    authority_code,
    person_key(clap_person_id) as child_key,
    clap_cla_placement_id as placement_id,
    clap_cla_placement_start_date as placed_on,
    clap_cla_placement_end_date as left_on,
    clap_cla_placement_type as placement_type,
    clap_cla_placement_provider as provider,
    clap_cla_placement_urn as provider_urn,
    provider_key(coalesce(clap_cla_placement_urn, nullif(clap_cla_placement_provider, 'unknown'))) as provider_key,
    try_cast(clap_cla_placement_distance as decimal(9, 4)) as distance_miles,
    postcode_district(clap_cla_placement_postcode) as postcode_district,
    provider_key(nullif(upper(replace(clap_cla_placement_postcode, ' ', '')), '')) as postcode_key,
    clap_cla_placement_change_reason as change_reason,
    clap_cla_placement_end_date_planned as planned_end_on,
    coalesce(array_contains(cast_errors, 'clap_cla_placement_end_date'), false) as end_unreadable,
    row_hash,
    source_row
from ssd_cla_placement
