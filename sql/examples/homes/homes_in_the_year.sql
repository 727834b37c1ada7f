-- In how many homes did the children looked after live in the last twelve months?
-- One row per number of homes. Three and more are the children of placement_3plus_pct; temporary stays do not count.
select
    category as homes,
    numerator as children,
    round(100 * numerator / denominator, 1) as percent,
    has_full_history
from detail_placements
where measure = 'children_by_placements_in_year'
    and as_at = (select max(as_at) from detail_placements)
order by category
