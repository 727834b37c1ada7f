nights = 1
