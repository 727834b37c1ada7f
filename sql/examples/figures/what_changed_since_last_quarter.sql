-- Which figures got better or worse since the last quarter by more than chance?
-- One row per figure that is better or worse. Where no row comes, nothing changed by more than the 95% interval of the difference
-- allows; figures without an interval (averages, incidents, moves) or without a better side (numbers of children) are not judged.
with changed as (
    select
        short_title,
        period_type,
        previous_quarter,
        value,
        unit,
        direction
    from kpi_current
    where direction in ('better', 'worse')
),

-- A line that says how many, so that no row is an answer too.
counted as (
    select
        count(*) as figures,
        count_if(direction in ('better', 'worse')) as changed
    from kpi_current
    where direction in ('better', 'worse', 'no_clear_change')
)

select
    concat(changed, ' of ', figures, ' figures') as short_title,
    null as period_type,
    null as previous_quarter,
    null as value,
    null as unit,
    null as direction
from counted
union all
select *
from changed
order by direction nulls first, short_title, period_type
