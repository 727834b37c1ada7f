array_contains(flags, 'gap_before')
