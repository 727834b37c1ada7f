-- How many social workers are from agencies, leave, are ill, or are missing altogether?
-- One row per figure of the workforce at the latest quarter end, beside a year ago and England.
select
    short_title,
    value,
    unit,
    previous_quarter,
    same_quarter_last_year,
    round(england, 1) as england,
    round(neighbours, 1) as neighbours,
    status
from kpi_current
where subject = 'caseload'
    and is_compared
order by short_title
