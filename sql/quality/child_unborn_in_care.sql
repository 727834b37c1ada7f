age < 0
