-- Headcount of workers with a case of their own. The agreed limit and whether it is within it are parameters.
select
    member,
    is_within_limit(cases, value_on(:caseload_limit, as_at), value_on(:caseload_operator, as_at)) as numerator
from population
where value_on(:caseload_includes_agency, as_at) or not coalesce(is_agency, false)
