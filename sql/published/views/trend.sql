-- Every figure of every quarter with its titles, for a chart or a pivot table.
select
    kpi_published.authority_code,
    dim_kpi.subject_title,
    dim_kpi.title,
    dim_kpi.kpi,
    dim_period.period_type_title,
    kpi_published.is_compared,
    dim_period.quarter_title,
    kpi_published.as_at,
    dim_breakdown.breakdown_title,
    dim_breakdown.title as band,
    kpi_published.numerator,
    kpi_published.denominator,
    kpi_published.value,
    kpi_published.low,
    kpi_published.high,
    kpi_published.status,
    status.title as remark
from kpi_published
inner join dim_kpi
    on dim_kpi.kpi = kpi_published.kpi
inner join dim_period
    on dim_period.period_key = kpi_published.period_key
inner join dim_breakdown
    on dim_breakdown.breakdown_key = kpi_published.breakdown_key
left join dim_status as status
    on status.column_name = 'status'
    and status.status = kpi_published.status
order by
    kpi_published.authority_code,
    dim_kpi.sort_order,
    dim_period.sort_order,
    dim_breakdown.breakdown_title,
    dim_breakdown.sort_order
