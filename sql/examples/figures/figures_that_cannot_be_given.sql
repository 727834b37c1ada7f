-- Which figures cannot be given, or only as far as the records reach, and what is missing?
-- One row per reason. not_available: no source carries what is needed; insufficient_history: the extract does not reach far
-- enough back, so that the figure may be too low or too high; no_cohort: nobody was in the cohort.
select
    kpi_current.status,
    dim_kpi.not_available_because,
    count(distinct kpi_current.kpi) as kpis,
    count_if(kpi_current.value is not null) as figures_with_a_value,
    array_join(array_sort(collect_set(kpi_current.short_title)), '; ') as which
from kpi_current
inner join dim_kpi
    on dim_kpi.kpi = kpi_current.kpi
where kpi_current.status not in ('ok', 'provisional')
group by kpi_current.status, dim_kpi.not_available_because
order by kpi_current.status, dim_kpi.not_available_because
