neighbours_with_value < 5
