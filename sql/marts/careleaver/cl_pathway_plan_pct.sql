select
    member,
    -- Months are subtracted plainly, and exactly as many are in time. No plan known is none (R14).
    pathway_plan_on >= add_months(as_at, -:pathway_plan_months) as numerator
from population
