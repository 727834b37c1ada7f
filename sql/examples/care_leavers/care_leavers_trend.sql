-- Do care leavers live better and do they study or work more than a year ago?
-- One row per cohort and quarter of the last five, each for the twelve months that end there.
select
    if(kpi like '%1718%', '17 and 18', '19 to 21') as cohort,
    as_at,
    max(value) filter (where kpi like 'cl_accom%') as in_suitable_accommodation_percent,
    max(value) filter (where kpi like 'cl_eet%') as in_study_or_work_percent,
    cast(max(denominator) filter (where kpi like 'cl_eet%') as int) as care_leavers,
    round(max(neighbours) filter (where kpi like 'cl_accom%'), 1) as accommodation_neighbours,
    round(max(neighbours) filter (where kpi like 'cl_eet%'), 1) as study_or_work_neighbours,
    array_join(array_sort(collect_set(status)), ', ') as status
from kpi_trend
where kpi in ('cl_accom_1718_pct', 'cl_accom_1921_pct', 'cl_eet_1718_pct', 'cl_eet_1921_pct')
    and period_type = 'R12'
    and quarters_ago < 5
group by 1, as_at
order by cohort, as_at
