-- The periods of the figures, with the names that reports show.
with periods as (
    select distinct
        period_type,
        as_at
    from kpi_published
),

windows as (
    select
        periods.period_type,
        periods.as_at,
        report_periods.title as period_type_title,
        report_periods.before_the_day,
        int(report_periods.sort_order) as type_order,
        if(month(periods.as_at) > 3, year(periods.as_at), year(periods.as_at) - 1) as starts_in,
        mod(quarter(periods.as_at) + 2, 4) + 1 as financial_quarter,
        case
            when periods.period_type = 'POINT' then periods.as_at
            when periods.period_type = 'YTD'
                then add_months(date_add(periods.as_at, 1), -3 * (mod(quarter(periods.as_at) + 2, 4) + 1))
            else add_months(date_add(periods.as_at, 1), -int(report_periods.months))
        end as window_start,
        periods.as_at = max(periods.as_at) over () as is_latest
    from periods
    inner join report_periods
        on report_periods.period_type = periods.period_type
)

select
    concat(period_type, ' ', as_at) as period_key,
    period_type,
    period_type_title,
    as_at,
    window_start,
    concat(starts_in, '-', lpad(mod(starts_in + 1, 100), 2, '0')) as financial_year,
    int(financial_quarter) as financial_quarter,
    concat('Q', financial_quarter, ' ', starts_in, '-', lpad(mod(starts_in + 1, 100), 2, '0')) as quarter_title,
    if(
        period_type = 'QTR',
        concat(date_format(window_start, 'MMM'), ' to ', date_format(as_at, 'MMM yyyy')),
        concat_ws(' ', before_the_day, date_format(as_at, 'd MMMM yyyy'))
    ) as title,
    10 * (12 * year(as_at) + month(as_at)) + type_order as sort_order,
    is_latest,
    type_order
from windows
