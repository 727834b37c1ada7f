cases > 60
