-- Headcount of workers with a case of their own. The agreed limit and whether it is within it are parameters.
select
    member,
    cases < :caseload_limit or (:caseload_operator = 'at_most' and cases = :caseload_limit) as numerator
from population
where :caseload_includes_agency or not coalesce(is_agency, false)
