legal_status = 'unknown'
