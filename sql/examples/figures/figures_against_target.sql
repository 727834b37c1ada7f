-- Which figures are better or worse than their target, and than England?
-- One row per KPI that has a target, the worst colour first. A colour of none or too_few means that chance could explain the
-- distance, or that too few are counted. The figure of England is the latest published one and may be a year old.
select
    subject,
    short_title,
    value,
    unit,
    target,
    rag,
    direction,
    round(england, 1) as england,
    england_period_end,
    failing_rules,
    status
from kpi_current
where target is not null
    and is_compared
order by
    case rag when 'red' then 1 when 'amber' then 2 when 'green' then 3 else 4 end,
    short_title
