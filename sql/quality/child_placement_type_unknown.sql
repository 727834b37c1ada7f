placement_type = 'unknown'
