select
    banded.member,
    case month(banded.banded_on) when 3 then 'spring' when 12 then 'winter' end as breakdown_value
from banded
