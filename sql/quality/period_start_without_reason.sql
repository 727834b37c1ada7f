array_contains(flags, 'start_without_s')
