end_reason is null or end_reason = 'unknown'
