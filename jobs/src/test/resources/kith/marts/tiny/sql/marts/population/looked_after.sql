select
    period.*,
    'child' as member_kind,
    looked_after.child_key as member_key,
    looked_after.child_key,
    period.as_at as banded_on
from period
inner join looked_after using (authority_code, as_at)
