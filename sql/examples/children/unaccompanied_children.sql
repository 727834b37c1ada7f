-- How many unaccompanied asylum-seeking children are looked after, and where do they live?
-- One row per quarter of the last eight; percent is the share of all children looked after.
select
    as_at,
    count(*) as looked_after,
    count_if(is_unaccompanied_asylum_seeking) as unaccompanied,
    round(100 * count_if(is_unaccompanied_asylum_seeking) / count(*), 1) as percent,
    count_if(is_unaccompanied_asylum_seeking and kind_of_home in ('family_and_friends', 'other_foster')) as fostered,
    count_if(is_unaccompanied_asylum_seeking and kind_of_home = 'supported_accommodation') as supported_accommodation
from children_looked_after
where as_at > add_months((select max(as_at) from kpi_quarterly), -24)
    and as_at <= (select max(as_at) from kpi_quarterly)
group by as_at
order by as_at
