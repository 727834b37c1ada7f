-- Clock hours between instants, so that a night on which the clocks change counts as it was. A return before the start is an
-- error of the source, or a day without a time (midnight): the duration is not known.
select
    banded.member,
    case
        when banded.until_at < banded.began_at then null
        when unix_seconds(banded.until_at) - unix_seconds(banded.began_at) < 24 * 3600 then 'under_1_day'
        when unix_seconds(banded.until_at) - unix_seconds(banded.began_at) < 3 * 24 * 3600 then '1_to_3_days'
        when unix_seconds(banded.until_at) - unix_seconds(banded.began_at) < 7 * 24 * 3600 then '3_to_7_days'
        when unix_seconds(banded.until_at) - unix_seconds(banded.began_at) >= 7 * 24 * 3600 then '7_days_and_over'
    end as breakdown_value
from banded
