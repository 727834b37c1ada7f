-- Months are subtracted plainly: 31 March less 30 months is 30 September. For 30 June and 30 September that gives
-- the 30th, one day before the month ends: accepted.
with adoptive_placements as (
    select
        fact_placement.authority_code,
        fact_placement.child_key,
        fact_placement.care_period_no,
        fact_placement.placement_no,
        fact_placement.placed_on
    from fact_placement
    inner join dim_placement_type
        on dim_placement_type.placement_type = fact_placement.placement_type
    where dim_placement_type.placement_group = 'adoption'
),

-- The placement before is the one that the child left last, up to the day of the adoptive one. Inner stays may have ended
-- long before it or begin after it (R6a).
placements_before as (
    select
        adoptive_placements.authority_code,
        adoptive_placements.child_key,
        adoptive_placements.placement_no,
        max_by(
            datediff(least(earlier.left_on, adoptive_placements.placed_on), earlier.placed_on),
            struct(least(earlier.left_on, adoptive_placements.placed_on), earlier.placement_no)
        ) as days_before
    from adoptive_placements
    inner join fact_placement as earlier
        on earlier.authority_code = adoptive_placements.authority_code
        and earlier.child_key = adoptive_placements.child_key
        and earlier.care_period_no = adoptive_placements.care_period_no
        and earlier.placed_on < adoptive_placements.placed_on
    group by
        adoptive_placements.authority_code,
        adoptive_placements.child_key,
        adoptive_placements.placement_no
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
            population.placement_group = 'adoption',
            date_sub(population.placed_on, coalesce(placements_before.days_before, 0)),
            population.placed_on
        ) as counts_as_placed_on,
        population.care_started_on <= add_months(population.as_at, -30) as is_long_in_care,
        -- Whether such a child has been in care for 30 months is unknown (R17).
        population.care_history_from is not null
        and population.care_started_on >= population.care_history_from
        and population.care_started_on > add_months(population.as_at, -30) as may_be_long_in_care
    from population
    left join placements_before
        on placements_before.authority_code = population.authority_code
        and placements_before.child_key = population.child_key
        and placements_before.placement_no = population.placement_no
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
