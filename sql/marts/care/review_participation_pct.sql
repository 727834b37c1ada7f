select
    member,
    has_participated as numerator
from population
-- Under 4 on the day is out.
where counts_for_participation
