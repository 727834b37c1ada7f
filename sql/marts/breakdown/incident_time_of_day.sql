-- London time. Midnight is a day without a time.
select
    banded.member,
    case
        when banded.began_at = timestamp(date(banded.began_at)) then null
        when hour(banded.began_at) < 6 then 'night'
        when hour(banded.began_at) < 12 then 'morning'
        when hour(banded.began_at) < 18 then 'afternoon'
        when hour(banded.began_at) >= 18 then 'evening'
    end as breakdown_value
from banded
