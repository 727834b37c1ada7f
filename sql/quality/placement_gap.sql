next_placed_on > placed_until
