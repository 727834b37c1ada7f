children_in_care = 0
