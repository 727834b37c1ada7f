-- Published figures of others alone: nothing of the authority's own records.
select
    authority_code,
    kpi,
    period_type,
    as_at,
    concat(period_type, ' ', as_at) as period_key,
    area_code,
    area_name,
    is_own,
    value,
    period_end,
    neighbour_model,
    business_date,
    publication_id,
    simulated
from kpi_neighbour
