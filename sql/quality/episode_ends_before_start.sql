array_contains(flags, 'ends_before_start')
