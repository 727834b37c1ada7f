start_reason = 'unknown'
