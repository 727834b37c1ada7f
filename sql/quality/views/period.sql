-- The business date as the one as-at date, so that what the KPIs share is asked of that day.
select
    authority_code,
    business_date as as_at
from source_night
where source_system = 'ssd'
