-- Are children's health, teeth, immunisations and wellbeing looked after?
-- One row per figure of health at the latest quarter end, with the count beside the percentage; of the average
-- score, the scores added up and the children scored.
select
    short_title,
    cast(numerator as int) as numerator,
    cast(denominator as int) as denominator,
    value,
    unit,
    previous_quarter,
    round(england, 1) as england,
    status
from kpi_current
where subject = 'assessment'
    and is_compared
order by short_title
