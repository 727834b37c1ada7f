-- How do the children looked after at the end of the last quarter become those of this one?
-- Read along the row: the number before, plus those who came, less those who went, is the number now. Starts and ceases count
-- what happened: a child who came and went within the quarter is in both of them, and in neither came nor went.
select
    before_as_at,
    count_before,
    came,
    went,
    as_at,
    count_now,
    starts,
    ceases,
    other
from kpi_flow
where kpi = 'cla_count'
    and comparison = 'previous_quarter'
order by as_at desc
limit 4
