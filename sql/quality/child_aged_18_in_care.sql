age >= 18
