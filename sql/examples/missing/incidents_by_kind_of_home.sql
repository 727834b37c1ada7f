-- From which kind of home did children go missing in the last quarter?
-- One row per kind of home; percent is of all incidents of the quarter. A child may have gone missing several times.
select
    category as kind_of_home,
    numerator as incidents,
    round(100 * numerator / denominator, 1) as percent,
    has_full_history
from detail_missing
where measure = 'incidents_by_placement'
    and period_type = 'QTR'
    and as_at = (select max(as_at) from detail_missing)
order by numerator desc, category
