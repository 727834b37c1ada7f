-- Since when are first health assessments late?
-- One row per quarter of the last eight, by the quarter in which day 20 fell; with few children a quarter, read several together.
select
    quarter_label,
    as_at,
    cast(numerator as int) as in_time,
    cast(denominator as int) as due,
    value as percent,
    low,
    high,
    status
from kpi_trend
where kpi = 'iha_ontime_pct'
    and period_type = 'QTR'
    and quarters_ago < 8
order by as_at
