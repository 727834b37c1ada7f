select member, cases as numerator, full_time_equivalent as denominator from population
