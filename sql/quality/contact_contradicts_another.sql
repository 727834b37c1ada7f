array_contains(flags, 'contradicts')
