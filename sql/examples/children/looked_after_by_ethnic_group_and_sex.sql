-- Which boys and girls are looked after, by ethnic group, now and a year ago?
-- One row per ethnic group and sex; percent is of all children looked after at the latest quarter end. Small groups change much
-- by a few children.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) as year_before
    from kpi_quarterly
)

select
    children.ethnic_group,
    children.sex,
    count_if(children.as_at = ends.as_at) as children,
    round(
        try_divide(100 * count_if(children.as_at = ends.as_at), sum(count_if(children.as_at = ends.as_at)) over ()), 1
    ) as percent,
    count_if(children.as_at = ends.year_before) as a_year_before,
    any_value(ends.year_before) >= (select max(history_from) from source_night) as is_year_before_held
from children_looked_after as children
inner join ends
    on children.as_at in (ends.as_at, ends.year_before)
group by children.ethnic_group, children.sex
order by children.ethnic_group, children.sex
