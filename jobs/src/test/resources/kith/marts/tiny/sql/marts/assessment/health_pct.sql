select member, if(is_on_time, :counts_as, 0) as numerator from population
