full_time_equivalent <= 0 or full_time_equivalent > 1.2
