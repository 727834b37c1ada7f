array_contains(flags, 'overlaps')
