next_placed_on > left_on
