select
    member,
    -- Months are subtracted plainly, and exactly as many are in time. No plan known is none (R14).
    pathway_plan_on >= add_months(as_at, -value_on(:pathway_plan_months, as_at)) as numerator
from population
