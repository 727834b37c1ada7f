array_contains(flags, 'temporary_without_placement')
