placement_type = 'P1'
