-- The latest quarter's totals as a report shows them: what the figure is called, what it is, and what it stands beside.
with latest as (
    select
        authority_code,
        max(as_at) as as_at
    from kpi_quarterly
    group by authority_code
),

failing_rules as (
    select
        authority_code,
        kpi,
        count(*) as failing_rules
    from kpi_quality
    where status = 'fail'
    group by authority_code, kpi
)

select
    figure.authority_code,
    figure.kpi,
    figure.period_type,
    kpi.subject,
    kpi.title,
    kpi.short_title,
    figure.period_type = kpi.comparable_period_type as is_compared,
    figure.as_at,
    figure.value,
    kpi.unit,
    figure.numerator,
    figure.denominator,
    figure.status,
    figure.low,
    figure.high,
    figure.previous_quarter,
    figure.same_quarter_last_year,
    kpi.better,
    figure.direction,
    figure.target,
    figure.rag,
    figure.england,
    figure.england_period_end,
    figure.region,
    figure.region_period_end,
    figure.neighbours,
    figure.neighbours_period_end,
    coalesce(failing_rules.failing_rules, 0) as failing_rules,
    figure.simulated
from kpi_quarterly as figure
inner join latest
    on latest.authority_code = figure.authority_code
    and latest.as_at = figure.as_at
inner join dim_kpi as kpi
    on kpi.kpi = figure.kpi
left join failing_rules
    on failing_rules.authority_code = figure.authority_code
    and failing_rules.kpi = figure.kpi
where figure.breakdown is null
