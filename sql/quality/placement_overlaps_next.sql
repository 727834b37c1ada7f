left_on is null or next_placed_on < left_on
