-- Each placement beside the next one of the same period of care, and the end of that period.
select
    fact_placement.authority_code,
    fact_placement.child_key,
    fact_placement.placement_no,
    fact_placement.placed_on,
    fact_placement.left_on,
    fact_placement.change_reason,
    -- The child may be back in an earlier placement that lasted longer (R6a).
    nullif(
        max(coalesce(fact_placement.left_on, date '9999-12-31')) over (
            partition by fact_placement.authority_code, fact_placement.child_key, fact_placement.care_period_no
            order by fact_placement.placement_no
        ),
        date '9999-12-31'
    ) as placed_until,
    lead(fact_placement.placed_on) over (
        partition by fact_placement.authority_code, fact_placement.child_key, fact_placement.care_period_no
        order by fact_placement.placement_no
    ) as next_placed_on,
    fact_care_period.ended_on as care_ended_on
from fact_placement
left join fact_care_period
    on fact_care_period.authority_code = fact_placement.authority_code
    and fact_care_period.child_key = fact_placement.child_key
    and fact_care_period.care_period_no = fact_placement.care_period_no
