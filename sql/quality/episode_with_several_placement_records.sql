array_contains(flags, 'several_placement_records')
