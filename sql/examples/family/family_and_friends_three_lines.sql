-- How many children live with family and friends, in its three lines?
-- Three lines that are never added: the first two are of the children looked after on the day, the third of those who left care
-- in the twelve months to relatives or friends as special guardians. Beside it stand all special guardians, and child
-- arrangements orders, whose holder no source names.
select
    as_at,
    line,
    title,
    children,
    out_of,
    percent,
    special_guardianship,
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
