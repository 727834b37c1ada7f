select
    member,
    result = 1 as numerator
from population
where measure = 'education_health_care_plan'
