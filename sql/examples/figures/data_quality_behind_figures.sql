-- How good is the data behind the figures that the Panel reads?
-- One row per rule of data quality that fails, with the number of records that break it and the figures that rest on them.
select
    title,
    max(failed) as records,
    max(checked) as checked,
    count(distinct kpi) as figures,
    max(severity) as severity
from kpi_quality
where status = 'fail'
group by title
order by records desc, title
