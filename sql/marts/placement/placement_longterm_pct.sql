-- Months are subtracted plainly: 31 March less 30 months is 30 September. For 30 June and 30 September that gives
-- the 30th, one day before the month ends: accepted.
with placements as (
    select
        authority_code,
        child_key,
        placement_no,
        placement_type as first_placement_type,
        lag(datediff(left_on, placed_on)) over (
            partition by authority_code, child_key, care_period_no
            -- The one that the child left last: an inner stay may have ended long before (R6a).
            order by left_on asc nulls last, placement_no
        ) as days_in_placement_before
    from fact_placement
),

current_placements as (
    select
        looked_after.*,
        -- An adoptive placement counts as if it had begun earlier by the time spent in the one before it. Adoption by
        -- the current foster carer goes on with one placement (R5) and needs nothing added.
        if(
            looked_after.placement_type in ('A3', 'A4', 'A5', 'A6')
            and placements.first_placement_type in ('A3', 'A4', 'A5', 'A6'),
            date_sub(looked_after.placed_on, coalesce(placements.days_in_placement_before, 0)),
            looked_after.placed_on
        ) as counts_as_placed_on,
        looked_after.care_started_on <= add_months(looked_after.as_at, -30) as is_long_in_care,
        -- Nobody knows whether such a child has been in care for 30 months (R17).
        looked_after.history_from is not null
        and looked_after.care_started_on >= looked_after.history_from
        and looked_after.care_started_on > add_months(looked_after.as_at, -30) as may_be_long_in_care
    from looked_after
    left join placements
        on placements.authority_code = looked_after.authority_code
        and placements.child_key = looked_after.child_key
        and placements.placement_no = looked_after.placement_no
)

select
    period.authority_code,
    period.period_type,
    period.as_at,
    'child' as member_kind,
    cast(current_placements.child_key as string) as member_key,
    if(
        current_placements.is_long_in_care
        and current_placements.counts_as_placed_on <= add_months(period.as_at, -24),
        1,
        0
    ) as numerator,
    -- A child who may be long in care weighs nothing, as the facts held show, but says that they are short.
    if(current_placements.is_long_in_care, 1, 0) as denominator,
    period.as_at >= period.history_from
    and not current_placements.may_be_long_in_care
    and (
        current_placements.history_from is null
        or current_placements.history_from <= add_months(period.as_at, -24)
    ) as has_full_history
from period
inner join current_placements
    on current_placements.authority_code = period.authority_code
    and current_placements.as_at = period.as_at
where
    -- Turning 16 on the as-at date is out. An unknown age is out too: nobody can say that the child is under 16.
    current_placements.age < 16
    and (current_placements.is_long_in_care or current_placements.may_be_long_in_care)
