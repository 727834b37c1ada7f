-- Headcount of workers with a case of their own. The agreed limit and whether it is within it are parameters.
select
    member,
    cases < value_on(:caseload_limit, as_at)
    or (value_on(:caseload_operator, as_at) = 'at_most' and cases = value_on(:caseload_limit, as_at)) as numerator
from population
where value_on(:caseload_includes_agency, as_at) or not coalesce(is_agency, false)
