-- The staff record of the month says so; where a case holder has none, what is known of the worker now.
select
    banded.member,
    case coalesce(fact_workforce.is_agency, fact_caseload.is_agency)
        when true then 'agency'
        when false then 'employed'
    end as breakdown_value
from banded
left join fact_workforce
    on fact_workforce.authority_code = banded.authority_code
    and fact_workforce.worker_key = banded.worker_key
    and fact_workforce.month_end = banded.banded_on
left join fact_caseload
    on fact_caseload.authority_code = banded.authority_code
    and fact_caseload.worker_key = banded.worker_key
    and fact_caseload.month_end = banded.banded_on
