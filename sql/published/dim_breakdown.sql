-- Bands in words. Names of teams and localities are their own titles.
with bands as (
    select distinct
        breakdown,
        breakdown_value
    from kpi_published
)

select
    coalesce(concat(bands.breakdown, ' ', bands.breakdown_value), 'total') as breakdown_key,
    bands.breakdown,
    bands.breakdown_value,
    coalesce(report_breakdowns.title, bands.breakdown, 'All') as breakdown_title,
    coalesce(report_bands.title, bands.breakdown_value, 'All') as title,
    if(bands.breakdown is null, 0, coalesce(int(report_bands.sort_order), 500)) as sort_order
from bands
left join report_breakdowns
    on report_breakdowns.breakdown = bands.breakdown
left join report_bands
    on report_bands.breakdown = bands.breakdown
    and report_bands.breakdown_value = bands.breakdown_value
