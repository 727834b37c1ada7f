-- Cases over the share of full time, without a division: a worker of 0 full time with a case is never within the limit.
-- Without a full-time equivalent nothing can be said, so the worker is left out.
select
    member,
    cases < :caseload_limit * full_time_equivalent
    or (:caseload_operator = 'at_most' and cases = :caseload_limit * full_time_equivalent) as numerator
from population
where
    full_time_equivalent is not null
    and (:caseload_includes_agency or not coalesce(is_agency, false))
