days > 75
