array_contains(flags, 'return_without_time')
