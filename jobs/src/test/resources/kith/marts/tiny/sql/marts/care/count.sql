select period.authority_code, period.period_type, period.as_at, 'child' as member_kind, looked_after.child_key as member_key, 1 as numerator, 1 as denominator
from period
inner join looked_after using (authority_code, as_at)
