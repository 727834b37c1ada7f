array_contains(flags, 'records_overlap')
