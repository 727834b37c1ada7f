-- How many children were looked after at the end of each of the last eight quarters, and how many of 10,000 children is that?
-- One row per quarter, the oldest first. The rate divides by the latest population estimate of children under 18; provisional
-- means that this estimate is of an earlier year.
select
    numbers.quarter_label,
    numbers.as_at,
    cast(numbers.value as int) as children,
    cast(numbers.change_from_previous_quarter as int) as change,
    rates.value as per_10000,
    numbers.status,
    rates.status as rate_status,
    round(rates.england, 1) as england
from kpi_trend as numbers
inner join kpi_trend as rates
    on rates.authority_code = numbers.authority_code
    and rates.as_at = numbers.as_at
where numbers.kpi = 'cla_count'
    and rates.kpi = 'cla_rate_10k'
    and numbers.quarters_ago < 8
order by numbers.as_at
