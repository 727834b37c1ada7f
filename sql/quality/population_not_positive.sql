population <= 0
