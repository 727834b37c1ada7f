-- How long did homes last that ended in the last twelve months, by kind of home?
-- One row per kind of home. The nights are those of the whole stay, also before the twelve months.
with ends as (
    select
        max(as_at) as as_at,
        add_months(max(as_at), -12) >= (select max(history_from) from source_night) as has_full_history
    from kpi_quarterly
)

select
    if(moves.is_kinship, 'family_and_friends', moves.placement_group) as kind_of_home,
    count(*) as ended,
    cast(median(moves.nights) as int) as median_nights,
    count_if(moves.nights < 28) as under_4_weeks,
    count_if(moves.nights >= 730) as two_years_and_over,
    any_value(ends.has_full_history) as has_full_history
from placement_moves as moves
inner join ends
    on moves.left_on between date_add(add_months(ends.as_at, -12), 1) and ends.as_at
where not moves.is_temporary
group by 1
order by ended desc, kind_of_home
