-- Do more children live with family and friends than two years ago?
-- One row per quarter of the last eight, one column per line. Do not add the columns: the third one is of children who left care.
select
    as_at,
    max(percent) filter (where line = 1) as fostered_by_relatives_or_friends_percent,
    max(percent) filter (where line = 2) as with_parents_percent,
    max(percent) filter (where line = 3) as left_to_relatives_or_friends_as_guardians_percent,
    max(children) filter (where line = 1) as fostered_by_relatives_or_friends,
    max(children) filter (where line = 2) as with_parents,
    max(children) filter (where line = 3) as left_to_relatives_or_friends_as_guardians,
    array_join(array_sort(collect_set(status)), ', ') as status
from family_and_friends
where as_at > add_months((select max(as_at) from family_and_friends), -24)
group by as_at
order by as_at
