role = 'unknown'
