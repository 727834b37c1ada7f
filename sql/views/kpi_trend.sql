-- Every quarter's total beside the title, for charts over time: quarters_ago counts back from the latest one.
with quarters as (
    select
        authority_code,
        as_at,
        dense_rank() over (partition by authority_code order by as_at desc) - 1 as quarters_ago
    from kpi_quarterly
    group by authority_code, as_at
)

select
    figure.authority_code,
    figure.kpi,
    figure.period_type,
    figure.as_at,
    quarters.quarters_ago,
    concat('Q', day.financial_quarter, ' ', day.financial_year_label) as quarter_label,
    kpi.subject,
    kpi.title,
    kpi.short_title,
    figure.period_type = kpi.comparable_period_type as is_compared,
    figure.value,
    kpi.unit,
    figure.numerator,
    figure.denominator,
    figure.status,
    figure.low,
    figure.high,
    cast(figure.value - figure.previous_quarter as decimal(18, 1)) as change_from_previous_quarter,
    cast(figure.value - figure.same_quarter_last_year as decimal(18, 1)) as change_from_same_quarter_last_year,
    figure.direction,
    figure.target,
    figure.england,
    figure.region,
    figure.neighbours,
    figure.simulated
from kpi_quarterly as figure
inner join quarters
    on quarters.authority_code = figure.authority_code
    and quarters.as_at = figure.as_at
inner join dim_kpi as kpi
    on kpi.kpi = figure.kpi
left join dim_date as day
    on day.date = figure.as_at
where figure.breakdown is null
