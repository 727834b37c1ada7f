array_contains(flags, 'gap_bridged')
