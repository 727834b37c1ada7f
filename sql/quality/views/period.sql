-- The business date as the one as-at date of each authority, so that what the KPIs share is asked of that day.
select
    authority_code,
    max(business_date) as as_at
from source_night
group by authority_code
