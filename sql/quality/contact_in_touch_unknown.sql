in_touch = 'unknown'
