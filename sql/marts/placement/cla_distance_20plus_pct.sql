select
    member,
    -- 999 and over is a filler. An unknown distance stays in the denominator (R14).
    distance_miles > 20 and distance_miles < 999 as numerator
from population
