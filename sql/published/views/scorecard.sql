-- The latest quarter as the Panel reads it: each KPI in its compared period, with titles and words.
select
    dim_kpi.subject_title,
    dim_kpi.title,
    dim_period.title as period,
    kpi_published.numerator,
    kpi_published.denominator,
    kpi_published.value,
    dim_kpi.unit_title,
    kpi_published.previous_quarter,
    kpi_published.same_quarter_last_year,
    kpi_published.target,
    kpi_published.england,
    kpi_published.region,
    kpi_published.neighbours,
    kpi_published.low,
    kpi_published.high,
    status.title as remark,
    change.title as change,
    colour.title as colour,
    kpi_published.authority_code,
    dim_kpi.kpi
from kpi_published
inner join dim_kpi
    on dim_kpi.kpi = kpi_published.kpi
    and dim_kpi.comparable_period_type = kpi_published.period_type
inner join dim_period
    on dim_period.period_key = kpi_published.period_key
left join dim_status as status
    on status.column_name = 'status'
    and status.status = kpi_published.status
left join dim_status as change
    on change.column_name = 'direction'
    and change.status = kpi_published.direction
left join dim_status as colour
    on colour.column_name = 'rag'
    and colour.status = kpi_published.rag
where
    kpi_published.breakdown_key = 'total'
    and dim_kpi.is_panel
    and dim_period.is_latest
order by
    kpi_published.authority_code,
    dim_kpi.sort_order
