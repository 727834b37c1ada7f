value < 0 or value > 100
