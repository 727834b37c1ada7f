-- Placements as in placement_3plus_pct, over two years.
with placements_in_window as (
    select
        population.member,
        count(*) as placements
    from population
    inner join fact_placement
        on fact_placement.authority_code = population.authority_code
        and fact_placement.child_key = population.child_key
        and fact_placement.placed_on <= population.as_at
        and (fact_placement.left_on is null or fact_placement.left_on > population.window_start)
    inner join dim_placement_type
        on dim_placement_type.placement_type = fact_placement.placement_type
    -- A temporary stay is no placement, also where the child did not come back from it (R5).
    where not dim_placement_type.is_temporary
    group by population.member
),

care as (
    select
        population.member,
        bool_or(
            fact_care_period.started_on < population.r12_start
            and (
                fact_care_period.ended_on is null
                or fact_care_period.ended_on > greatest(population.window_start, fact_care_period.started_on)
            )
        ) as was_in_earlier_year,
        coalesce(bool_or(fact_care_period.history_from > population.window_start), false) as is_cut_short,
        -- Care of which the start is not held, nor the source's own day of it, may have begun in the earlier year (R17).
        coalesce(
            bool_or(
                fact_care_period.history_from > population.window_start
                and fact_care_period.started_on >= fact_care_period.history_from
            ),
            false
        ) as may_have_begun_before
    from population
    inner join fact_care_period
        on fact_care_period.authority_code = population.authority_code
        and fact_care_period.child_key = population.child_key
        and fact_care_period.started_on <= population.as_at
    group by population.member
),

children as (
    select
        population.member,
        placements_in_window.placements,
        care.was_in_earlier_year,
        -- Where the history held begins after the first day, care may have ended before it.
        care.may_have_begun_before or population.history_from > population.window_start as may_have_been_in_earlier_year,
        population.as_at >= population.history_from
        and not care.is_cut_short
        and (population.care_started_on <= population.window_start or population.history_from <= population.window_start)
            as is_held
    from population
    inner join care
        on care.member = population.member
    left join placements_in_window
        on placements_in_window.member = population.member
)

select
    member,
    was_in_earlier_year and placements >= 3 as numerator,
    -- A child who may have been in care in the earlier year weighs nothing, as the facts held show, but says that they are
    -- short.
    was_in_earlier_year as denominator,
    was_in_earlier_year and is_held as has_full_history
from children
where was_in_earlier_year or may_have_been_in_earlier_year
