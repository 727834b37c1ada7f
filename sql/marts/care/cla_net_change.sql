-- Those who stayed weigh nothing and are members all the same: the share whose history is short is one of all who are
-- counted at either end (R17).
select
    member,
    if(is_now, 1, 0) - if(was_before, 1, 0) as numerator
from population
