select period.*, 'child' as member_kind, looked_after.child_key as member_key
from period
inner join looked_after using (authority_code, as_at)
