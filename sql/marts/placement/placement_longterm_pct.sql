-- Months are subtracted plainly: 31 March less 30 months is 30 September. For 30 June and 30 September that gives
-- the 30th, one day before the month ends: accepted.
with placements as (
    select
        fact_placement.authority_code,
        fact_placement.child_key,
        fact_placement.placement_no,
        dim_placement_type.placement_group as first_placement_group,
        lag(datediff(fact_placement.left_on, fact_placement.placed_on)) over (
            partition by fact_placement.authority_code, fact_placement.child_key, fact_placement.care_period_no
            -- The one that the child left last: an inner stay may have ended long before (R6a).
            order by fact_placement.left_on asc nulls last, fact_placement.placement_no
        ) as days_in_placement_before
    from fact_placement
    left join dim_placement_type
        on dim_placement_type.placement_type = fact_placement.placement_type
),

children as (
    select
        population.member,
        population.as_at,
        population.history_from,
        population.care_history_from,
        -- An adoptive placement counts as if it had begun earlier by the time spent in the one before it. Adoption by
        -- the current foster carer goes on with one placement (R5) and needs nothing added.
        if(
            population.placement_group = 'adoption' and placements.first_placement_group = 'adoption',
            date_sub(population.placed_on, coalesce(placements.days_in_placement_before, 0)),
            population.placed_on
        ) as counts_as_placed_on,
        population.care_started_on <= add_months(population.as_at, -30) as is_long_in_care,
        -- Whether such a child has been in care for 30 months is unknown (R17).
        population.care_history_from is not null
        and population.care_started_on >= population.care_history_from
        and population.care_started_on > add_months(population.as_at, -30) as may_be_long_in_care
    from population
    left join placements
        on placements.authority_code = population.authority_code
        and placements.child_key = population.child_key
        and placements.placement_no = population.placement_no
    -- Turning 16 on the as-at date is out. An unknown age is out too.
    where population.age < 16
)

select
    member,
    is_long_in_care and counts_as_placed_on <= add_months(as_at, -24) as numerator,
    -- A child who may be long in care weighs nothing, as the facts held show, but says that they are short.
    is_long_in_care as denominator,
    as_at >= history_from
    and not may_be_long_in_care
    and (care_history_from is null or care_history_from <= add_months(as_at, -24)) as has_full_history
from children
where is_long_in_care or may_be_long_in_care
