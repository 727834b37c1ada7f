-- Has the share of children who stay in the same home for two years changed over three years?
-- One row per quarter; low and high are the 95% interval. The children counted are those under 16 in care for two and a half
-- years. A status of insufficient_history says that the extract does not reach back far enough.
select
    quarter_label,
    as_at,
    cast(numerator as int) as same_home,
    cast(denominator as int) as long_in_care,
    value as percent,
    low,
    high,
    round(england, 1) as england,
    round(neighbours, 1) as neighbours,
    status
from kpi_trend
where kpi = 'placement_longterm_pct'
    and quarters_ago < 12
order by as_at
