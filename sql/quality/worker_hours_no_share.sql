array_contains(flags, 'full_time_out_of_range')
