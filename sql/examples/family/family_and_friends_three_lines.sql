-- How many children live with family and friends, in its three lines?
-- Three lines that are never added: the first two are of the children looked after on the day, the third of those who left care
-- in the twelve months. Who holds a child arrangements order, no source says.
select
    as_at,
    line,
    title,
    children,
    out_of,
    percent,
    special_guardianship,
    special_guardianship_of_relatives_or_friends,
    child_arrangements,
    status
from family_and_friends
where as_at in (
    select max(as_at)
    from family_and_friends
    union all
    select add_months(max(as_at), -12)
    from family_and_friends
)
order by line, as_at
