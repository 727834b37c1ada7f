-- Those whom sw_caseload_under25_pct counts.
select
    member,
    1 as numerator
from population
where (value_on(:caseload_includes_agency, as_at) or not coalesce(is_agency, false))
    and (
        cases < value_on(:caseload_limit, as_at)
        or (value_on(:caseload_operator, as_at) = 'at_most' and cases = value_on(:caseload_limit, as_at))
    )
