-- Which boys and girls went missing in the last quarter, by age?
-- One row per age band and sex of the children on the last day of the quarter; children who left care in the quarter are in the
-- row without a band.
with ends as (
    select max(as_at) as as_at
    from kpi_quarterly
)

select
    coalesce(children.age_band, 'left care') as age_band,
    coalesce(children.sex, 'left care') as sex,
    count(*) as incidents,
    count(distinct interviews.child_key) as children
from missing_interviews as interviews
inner join ends
    on interviews.quarter_end = ends.as_at
left join children_looked_after as children
    on children.child_key = interviews.child_key
    and children.as_at = ends.as_at
group by 1, 2
order by age_band, sex
