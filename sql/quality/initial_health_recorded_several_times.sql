array_contains(flags, 'several_records')
