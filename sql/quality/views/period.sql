-- The business date as the only as-at date of each authority, so that the KPIs' shared SQL answers for that day.
select
    authority_code,
    max(business_date) as as_at
from source_night
group by authority_code
