-- Those whom sw_caseload_under25_pct asks about and does not count.
select
    member,
    1 as numerator
from population
where (value_on(:caseload_includes_agency, as_at) or not coalesce(is_agency, false))
    and not is_within_limit(cases, value_on(:caseload_limit, as_at), value_on(:caseload_operator, as_at))
