array_contains(flags, 'outside_record')
