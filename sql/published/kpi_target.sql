-- The targets with their days.
select
    report_targets.kpi,
    date(report_targets.valid_from) as valid_from,
    date(report_targets.valid_to) as valid_to,
    cast(report_targets.target as decimal(18, 1)) as target,
    cast(report_targets.amber_margin as decimal(18, 1)) as amber_margin,
    report_targets.why
from report_targets
inner join dim_kpi
    on dim_kpi.kpi = report_targets.kpi
