-- Visits count from the first day of the current placement. One at which the child was not seen is none; where this is not
-- recorded, the child was seen.
with last_visits as (
    select
        population.member,
        max(fact_visit.visited_on) as visited_on
    from population
    inner join fact_visit
        on fact_visit.authority_code = population.authority_code
        and fact_visit.child_key = population.child_key
        and fact_visit.visited_on between population.placed_on and population.as_at
    where coalesce(fact_visit.is_seen, true)
    group by population.member
),

reviewed as (
    select distinct population.member
    from population
    inner join fact_review
        on fact_review.authority_code = population.authority_code
        and fact_review.child_key = population.child_key
        and fact_review.held_on between population.placed_on and population.as_at
),

due_dates as (
    select
        population.*,
        last_visits.visited_on,
        greatest(population.history_from, population.care_history_from) as held_from,
        case
            when last_visits.visited_on is null
                then date_add(population.placed_on, value_on(:visit_first_days, population.placed_on))
            -- Weekly with parents until the first review in the placement.
            when population.placement_group = 'parent' and reviewed.member is null
                then date_add(last_visits.visited_on, value_on(:visit_parent_interval_days, last_visits.visited_on))
            when
                dim_placement_type.is_long_term_foster
                and last_visits.visited_on >= add_months(population.placed_on, 12)
                then add_months(last_visits.visited_on, value_on(:visit_long_term_interval_months, last_visits.visited_on))
            else date_add(last_visits.visited_on, value_on(:visit_interval_days, last_visits.visited_on))
        end as next_due_on
    from population
    left join last_visits
        on last_visits.member = population.member
    left join reviewed
        on reviewed.member = population.member
    left join dim_placement_type
        on dim_placement_type.placement_type = population.placement_type
)

select
    member,
    -- A child whose placement is not known is not shown to be in time (R14).
    next_due_on >= as_at as numerator,
    as_at >= history_from
    -- A visit before the history would be too old by now, or the placement began later (R17).
    and (
        visited_on is not null
        or add_months(as_at, -value_on(:visit_long_term_interval_months, as_at)) >= held_from
        or coalesce(placed_on >= history_from and (care_history_from is null or placed_on > care_history_from), false)
    ) as has_full_history
from due_dates
