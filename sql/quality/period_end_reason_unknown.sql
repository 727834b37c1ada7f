end_reason = 'unknown'
