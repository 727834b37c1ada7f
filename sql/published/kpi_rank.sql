-- Places by published figures alone.
select
    authority_code,
    kpi,
    period_type,
    as_at,
    concat(period_type, ' ', as_at) as period_key,
    reading,
    among,
    value,
    status,
    period_end,
    edition,
    published_on,
    rank,
    ties,
    quartile,
    areas_with_value,
    areas,
    neighbour_model,
    business_date,
    publication_id,
    simulated
from kpi_rank
