select
    banded.member,
    case when fact_workforce.is_agency then 'agency' when not fact_workforce.is_agency then 'employed' end as breakdown_value
from banded
left join fact_workforce
    on fact_workforce.authority_code = banded.authority_code
    and fact_workforce.worker_key = banded.worker_key
    and fact_workforce.month_end = banded.banded_on
