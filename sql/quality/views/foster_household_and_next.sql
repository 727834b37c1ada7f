-- Each month of a foster household beside the next month that the household has a record of.
select
    authority_code,
    household_key,
    month_end,
    lead(month_end) over (partition by authority_code, household_key order by month_end) as next_month_end
from fact_foster_household
