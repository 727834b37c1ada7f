array_contains(flags, 'placement_record_missing')
