-- Cases over the share of full time, without a division: a worker of 0 full time with a case is never within the limit.
-- Without a full-time equivalent nothing can be said, so the worker is left out.
select
    member,
    is_within_limit(
        cases,
        value_on(:caseload_limit, as_at) * full_time_equivalent,
        value_on(:caseload_operator, as_at)
    ) as numerator
from population
where
    full_time_equivalent is not null
    and (value_on(:caseload_includes_agency, as_at) or not coalesce(is_agency, false))
