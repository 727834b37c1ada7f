-- Children of whom the worker is the main worker at the end of the month.
select
    banded.member,
    case
        when fact_caseload.cases < 1 then null
        when fact_caseload.cases < 10 then 'under_10'
        when fact_caseload.cases < 15 then '10_to_14'
        when fact_caseload.cases < 20 then '15_to_19'
        when fact_caseload.cases < 25 then '20_to_24'
        when fact_caseload.cases < 30 then '25_to_29'
        when fact_caseload.cases >= 30 then '30_and_over'
    end as breakdown_value
from banded
left join fact_caseload
    on fact_caseload.authority_code = banded.authority_code
    and fact_caseload.worker_key = banded.worker_key
    and fact_caseload.month_end = banded.banded_on
