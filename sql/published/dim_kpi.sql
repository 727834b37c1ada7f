-- What each KPI means, with its place in the order in which reports show them.
select
    dim_kpi.kpi,
    dim_kpi.title,
    dim_kpi.short_title,
    dim_kpi.meaning,
    dim_kpi.unit,
    coalesce(report_units.title, dim_kpi.unit) as unit_title,
    dim_kpi.decimals,
    dim_kpi.better,
    dim_kpi.subject,
    coalesce(report_subjects.title, dim_kpi.subject) as subject_title,
    cast(
        1000 * coalesce(int(report_subjects.sort_order), 99)
        + row_number() over (partition by dim_kpi.subject order by dim_kpi.is_panel desc, dim_kpi.kpi) as int
    ) as sort_order,
    dim_kpi.is_panel,
    dim_kpi.comparable_period_type,
    dim_kpi.benchmark,
    dim_kpi.owner,
    dim_kpi.source,
    dim_kpi.rule_version as definition_version,
    nullif(dim_kpi.parameters, '') as parameters,
    dim_kpi.not_available_because,
    coalesce(int(report_subjects.sort_order), 99) as subject_order
from dim_kpi
left join report_units
    on report_units.unit = dim_kpi.unit
left join report_subjects
    on report_subjects.subject = dim_kpi.subject
