select
    kpi,
    geographic_level,
    area_code,
    area_name,
    period_end,
    edition,
    published_on,
    first_published_on,
    loaded_on,
    cast(numerator as decimal(18, 4)) as numerator,
    cast(denominator as decimal(18, 4)) as denominator,
    cast(value as decimal(18, 4)) as value,
    unit,
    status,
    neighbour_model,
    neighbours_with_value,
    source_row
from benchmark_benchmark_series
